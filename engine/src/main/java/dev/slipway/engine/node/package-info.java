/** This server among those that share its database: its name, its heartbeat, and its peers. */
@NullMarked
package dev.slipway.engine.node;

import org.jspecify.annotations.NullMarked;
