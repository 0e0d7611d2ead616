/** Releases, failing releases and rollbacks of a real application on a real host. */
@NullMarked
package dev.slipway.e2e.release;

import org.jspecify.annotations.NullMarked;
