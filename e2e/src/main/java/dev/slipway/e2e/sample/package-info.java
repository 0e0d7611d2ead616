/** The web application that the demo releases: four versions, two of them broken on purpose. */
@NullMarked
package dev.slipway.e2e.sample;

import org.jspecify.annotations.NullMarked;
