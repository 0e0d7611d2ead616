/** Artifacts: made of a commit on the host, named by their digest, checked before they are used. */
@NullMarked
package dev.slipway.workers.build;

import org.jspecify.annotations.NullMarked;
