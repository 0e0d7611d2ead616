/** What faults do to runs: how many break a promise, and how long a killed server is missed. */
@NullMarked
package dev.slipway.bench.chaos;

import org.jspecify.annotations.NullMarked;
