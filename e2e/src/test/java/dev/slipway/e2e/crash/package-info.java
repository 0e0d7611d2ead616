/** Runs that lose their server or their connection in the middle of a step. */
@NullMarked
package dev.slipway.e2e.crash;

import org.jspecify.annotations.NullMarked;
