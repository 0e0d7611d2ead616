/** Tests. */
@NullMarked
package dev.slipway.engine.page;

import org.jspecify.annotations.NullMarked;
