/** The real world of the end-to-end tests: a host, an application on it, and the wire between. */
@NullMarked
package dev.slipway.e2e.world;

import org.jspecify.annotations.NullMarked;
