/** The worker protocol against a real HTTP server. */
@NullMarked
package dev.slipway.workers.loop.http;

import org.jspecify.annotations.NullMarked;
