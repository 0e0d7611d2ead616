/** Telling people how a run went. */
@NullMarked
package dev.slipway.workers.notify;

import org.jspecify.annotations.NullMarked;
