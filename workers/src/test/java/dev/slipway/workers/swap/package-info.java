/** Tests of whole releases, through a real router. */
@NullMarked
package dev.slipway.workers.swap;

import org.jspecify.annotations.NullMarked;
