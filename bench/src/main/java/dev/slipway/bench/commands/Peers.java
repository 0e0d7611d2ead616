package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Programs;
import dev.slipway.bench.machine.Workplace;
import java.io.IOException;
import java.util.List;

/** The tools that Slipway is compared with, as far as this machine has them. */
final class Peers {

  private final Workplace place;
  private final Programs programs;
  private final SshAccount account;

  Peers(Workplace place, Programs programs, SshAccount account) {
    this.place = place;
    this.programs = programs;
    this.account = account;
  }

  /** Adds each that is there and gets through a round that is not counted; names the others. */
  void join(Rounds turns, List<String> leftOut) throws IOException, InterruptedException {
    tryToAdd(
        CapistranoContestant.NAME,
        () -> CapistranoContestant.prepare(place, programs, account),
        turns,
        leftOut);
    tryToAdd(
        AnsibleContestant.NAME,
        () -> AnsibleContestant.prepare(place, programs, account),
        turns,
        leftOut);
  }

  @FunctionalInterface
  private interface Preparation {
    Contestant prepare() throws BenchException, IOException;
  }

  private static void tryToAdd(
      String name, Preparation preparation, Rounds turns, List<String> leftOut)
      throws IOException, InterruptedException {
    try {
      Contestant contestant = preparation.prepare();
      contestant.round();
      turns.add(contestant);
    } catch (BenchException e) {
      leftOut.add(name + ": " + e.getMessage());
    }
  }
}
