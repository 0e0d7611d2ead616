/** Tests of artifacts, on a real shell. */
@NullMarked
package dev.slipway.workers.build;

import org.jspecify.annotations.NullMarked;
