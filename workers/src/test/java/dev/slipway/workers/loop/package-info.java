/** The worker loop against a work source in memory. */
@NullMarked
package dev.slipway.workers.loop;

import org.jspecify.annotations.NullMarked;
