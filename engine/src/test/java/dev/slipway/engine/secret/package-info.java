/** Tests. */
@NullMarked
package dev.slipway.engine.secret;

import org.jspecify.annotations.NullMarked;
