/** Comparing a target with what the history says of it, before anything is changed there. */
@NullMarked
package dev.slipway.workers.reconcile;

import org.jspecify.annotations.NullMarked;
