/** A real SSH server with a real shell, and faults on demand. */
@NullMarked
package dev.slipway.workers.ssh;

import org.jspecify.annotations.NullMarked;
