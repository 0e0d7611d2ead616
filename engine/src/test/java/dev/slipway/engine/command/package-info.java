/** Tests. */
@NullMarked
package dev.slipway.engine.command;

import org.jspecify.annotations.NullMarked;
