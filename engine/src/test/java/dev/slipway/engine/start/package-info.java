/** Tests. */
@NullMarked
package dev.slipway.engine.start;

import org.jspecify.annotations.NullMarked;
