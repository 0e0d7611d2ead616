/** Tests of a host's processes, on a real shell. */
@NullMarked
package dev.slipway.workers.host;

import org.jspecify.annotations.NullMarked;
