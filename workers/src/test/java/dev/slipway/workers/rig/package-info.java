/** What the tests of the workers stand on: a repository, a host, a run. */
@NullMarked
package dev.slipway.workers.rig;

import org.jspecify.annotations.NullMarked;
