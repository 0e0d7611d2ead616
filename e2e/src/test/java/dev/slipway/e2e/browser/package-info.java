/** The web UI in a real browser. */
@NullMarked
package dev.slipway.e2e.browser;

import org.jspecify.annotations.NullMarked;
