/** The commands that speak to a running server; none of them loads Spring. */
@NullMarked
package dev.slipway.engine.command;

import org.jspecify.annotations.NullMarked;
