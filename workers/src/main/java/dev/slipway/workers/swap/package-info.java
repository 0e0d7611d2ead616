/**
 * The swap: sending every request to the candidate, and back again, while watching what it costs.
 */
@NullMarked
package dev.slipway.workers.swap;

import org.jspecify.annotations.NullMarked;
