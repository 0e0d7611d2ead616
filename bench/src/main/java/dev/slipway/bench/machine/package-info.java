/** The machine that is measured on: what it is, which programs it has, where the bench may write. */
@NullMarked
package dev.slipway.bench.machine;

import org.jspecify.annotations.NullMarked;
