/** What the HTTP API says when something is wrong, as RFC 9457 problem details. */
@NullMarked
package dev.slipway.engine.problem;

import org.jspecify.annotations.NullMarked;
