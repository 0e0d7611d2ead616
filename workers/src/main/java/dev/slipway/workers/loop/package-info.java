/**
 * The worker loop: claims steps, performs them, keeps their locks alive and reports how they ended.
 */
@NullMarked
package dev.slipway.workers.loop;

import org.jspecify.annotations.NullMarked;
