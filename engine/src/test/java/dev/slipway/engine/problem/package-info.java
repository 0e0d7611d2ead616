/** Tests of what the HTTP API says when something is wrong. */
@NullMarked
package dev.slipway.engine.problem;

import org.jspecify.annotations.NullMarked;
