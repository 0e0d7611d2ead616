/** Tests of the router's control. */
@NullMarked
package dev.slipway.workers.router;

import org.jspecify.annotations.NullMarked;
