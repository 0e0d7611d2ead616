/** Plans: what a run will do, computed before anybody is asked to agree to it. */
@NullMarked
package dev.slipway.workers.plan;

import org.jspecify.annotations.NullMarked;
