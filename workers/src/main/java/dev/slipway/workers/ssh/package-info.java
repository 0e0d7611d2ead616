/** Hosts over SSH: commands, detached jobs, uploads and sockets, on one warm connection each. */
@NullMarked
package dev.slipway.workers.ssh;

import org.jspecify.annotations.NullMarked;
