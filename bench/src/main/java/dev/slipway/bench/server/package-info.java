/** A real Slipway server in this process, and runs through it. */
@NullMarked
package dev.slipway.bench.server;

import org.jspecify.annotations.NullMarked;
