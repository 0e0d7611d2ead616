/** Runs: how they start, what state they are in, and the one outcome each ends in. */
@NullMarked
package dev.slipway.engine.run;

import org.jspecify.annotations.NullMarked;
