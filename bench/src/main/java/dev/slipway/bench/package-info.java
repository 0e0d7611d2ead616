/** Measures Slipway beside its peers, as ratios within one run. */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
