/** How the product is started in a process of its own. */
@NullMarked
package dev.slipway.e2e.launch;

import org.jspecify.annotations.NullMarked;
