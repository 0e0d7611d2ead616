/** Steps: claimed by workers, kept under a lock, completed under a fencing token. */
@NullMarked
package dev.slipway.engine.step;

import org.jspecify.annotations.NullMarked;
