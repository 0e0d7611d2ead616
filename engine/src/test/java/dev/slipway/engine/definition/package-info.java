/** Tests. */
@NullMarked
package dev.slipway.engine.definition;

import org.jspecify.annotations.NullMarked;
