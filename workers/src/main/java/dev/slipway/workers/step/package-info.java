/** What a worker implements and what it is given: the step SPI, free of any engine. */
@NullMarked
package dev.slipway.workers.step;

import org.jspecify.annotations.NullMarked;
