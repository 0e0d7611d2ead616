/** Tests. */
@NullMarked
package dev.slipway.engine.access;

import org.jspecify.annotations.NullMarked;
