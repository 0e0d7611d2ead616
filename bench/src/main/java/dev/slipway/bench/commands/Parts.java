package dev.slipway.bench.commands;

import dev.slipway.bench.figure.Samples;

/**
 * What the releases of Slipway are made of.
 *
 * @param warmUpRuns how many releases went before; a handful is too few to compile the code
 * @param commands each remote command, from asking for the connection to its exit status
 * @param handoffs from the end of each step to the start of the next
 */
record Parts(int warmUpRuns, Samples commands, Samples handoffs) {}
