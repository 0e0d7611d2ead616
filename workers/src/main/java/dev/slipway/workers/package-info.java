/** Everything that touches the outside world, one package per thing in it. */
@NullMarked
package dev.slipway.workers;

import org.jspecify.annotations.NullMarked;
