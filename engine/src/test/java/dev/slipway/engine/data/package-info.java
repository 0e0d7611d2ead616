/** Tests. */
@NullMarked
package dev.slipway.engine.data;

import org.jspecify.annotations.NullMarked;
