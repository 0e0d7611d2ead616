/**
 * What was built, what serves, what can be gone back to, and what the steps of a release mean for
 * that.
 */
@NullMarked
package dev.slipway.engine.release;

import org.jspecify.annotations.NullMarked;
