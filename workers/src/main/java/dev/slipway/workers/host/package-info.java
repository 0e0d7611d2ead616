/** Hosts: where a release lies, how its processes are started, watched and stopped. */
@NullMarked
package dev.slipway.workers.host;

import org.jspecify.annotations.NullMarked;
