package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;

/** One way to run the ten commands. */
interface Contestant {

  /** How many commands a round has. */
  int COMMANDS = 10;

  /** The command, the same for everybody: a program that does nothing. */
  String PROGRAM = "/usr/bin/env";

  String ARGUMENT = "true";

  /** In reports, such as {@code Capistrano}. */
  String name();

  /** Runs the ten commands; returns the nanoseconds from being asked to the end of everything. */
  long round() throws BenchException, InterruptedException;
}
