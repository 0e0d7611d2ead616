/**
 * The only place that knows Flowable: starts processes, lets steps proceed or haul back, undoes in
 * order.
 */
@NullMarked
package dev.slipway.engine.flow;

import org.jspecify.annotations.NullMarked;
