/** Tests of notifications. */
@NullMarked
package dev.slipway.workers.notify;

import org.jspecify.annotations.NullMarked;
