/** Slipway's server and its commands. */
@NullMarked
package dev.slipway.engine;

import org.jspecify.annotations.NullMarked;
