/**
 * The worker protocol over HTTP: its bodies, shared with the server, and the worker's side of it.
 */
@NullMarked
package dev.slipway.workers.loop.http;

import org.jspecify.annotations.NullMarked;
