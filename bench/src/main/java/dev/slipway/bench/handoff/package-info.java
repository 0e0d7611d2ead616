/** How long it takes from the end of one step to the start of the next. */
@NullMarked
package dev.slipway.bench.handoff;

import org.jspecify.annotations.NullMarked;
