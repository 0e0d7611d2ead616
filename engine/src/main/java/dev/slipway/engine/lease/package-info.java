/** The right to change one environment, held by one run at a time. */
@NullMarked
package dev.slipway.engine.lease;

import org.jspecify.annotations.NullMarked;
