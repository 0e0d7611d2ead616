/** Samples, ratios and verdicts: the arithmetic of a measurement and how it is written down. */
@NullMarked
package dev.slipway.bench.figure;

import org.jspecify.annotations.NullMarked;
