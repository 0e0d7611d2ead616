/** Refuses models that the engine would deploy but could not run as Slipway promises. */
@NullMarked
package dev.slipway.processes.lint;

import org.jspecify.annotations.NullMarked;
