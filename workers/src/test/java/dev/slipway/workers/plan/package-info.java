/** Tests of plans, on real repositories. */
@NullMarked
package dev.slipway.workers.plan;

import org.jspecify.annotations.NullMarked;
