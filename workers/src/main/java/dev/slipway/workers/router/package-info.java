/** Routers: what sends traffic to the serving colour, and how it is switched. */
@NullMarked
package dev.slipway.workers.router;

import org.jspecify.annotations.NullMarked;
