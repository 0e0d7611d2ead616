package dev.slipway.bench.commands;

import dev.slipway.bench.figure.Samples;

/**
 * What the releases of Slipway are made of.
 *
 * @param commands each remote command, from asking for the connection to its exit status
 * @param handoffs from the end of each step to the start of the next
 */
record Parts(Samples commands, Samples handoffs) {}
