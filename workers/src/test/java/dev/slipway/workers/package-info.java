/** Tests of what holds for all workers. */
@NullMarked
package dev.slipway.workers;

import org.jspecify.annotations.NullMarked;
