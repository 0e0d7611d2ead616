/** Tests of the HTTP API. */
@NullMarked
package dev.slipway.engine.api;

import org.jspecify.annotations.NullMarked;
