@NullMarked
package dev.slipway.workers.reconcile;

import org.jspecify.annotations.NullMarked;
