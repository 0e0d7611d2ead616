/** How long ten trivial commands on a host take, by Slipway and by its peers. */
@NullMarked
package dev.slipway.bench.commands;

import org.jspecify.annotations.NullMarked;
