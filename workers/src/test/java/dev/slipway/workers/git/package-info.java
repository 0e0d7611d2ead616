/** Tests of the mirrors, on real repositories. */
@NullMarked
package dev.slipway.workers.git;

import org.jspecify.annotations.NullMarked;
