/** The launcher {@code ./slipway}, run on machines that lack things. */
@NullMarked
package dev.slipway.e2e.launcher;

import org.jspecify.annotations.NullMarked;
