/** The logs of steps: kept in order, read by position. */
@NullMarked
package dev.slipway.engine.log;

import org.jspecify.annotations.NullMarked;
