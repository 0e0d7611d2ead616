/** Slipway itself as the end-to-end tests see it: a process, and an HTTP API. */
@NullMarked
package dev.slipway.e2e.server;

import org.jspecify.annotations.NullMarked;
