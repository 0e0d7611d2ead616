/** The measurement {@code chaos}: how many random schedules of faults break a promise. */
@NullMarked
package dev.slipway.bench.chaos;

import org.jspecify.annotations.NullMarked;
