package dev.slipway.e2e.chaos;

import dev.slipway.e2e.chaos.Schedule.Fault;
import java.io.IOException;
import java.util.List;

/** Makes the faults of a schedule, and mends everything before it goes. */
final class Troublemaker {

  private final Server server;
  private final Database database;
  private final List<Target> targets;

  Troublemaker(Server server, Database database, List<Target> targets) {
    this.server = server;
    this.database = database;
    this.targets = targets;
  }

  void play(List<Fault> faults) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (Fault fault : faults) {
      long ahead = fault.at().toMillis() - (System.nanoTime() - start) / 1_000_000;
      Thread.sleep(Math.max(0, ahead));
      make(fault);
    }
  }

  private void make(Fault fault) throws IOException, InterruptedException {
    switch (fault.trouble()) {
      case KILL -> server.killAndStart();
      case PAUSE -> server.pause(fault.lasts());
      case CUT -> {
        Target target = targets.get(fault.application());
        target.wire().cut();
        try {
          Thread.sleep(fault.lasts());
        } finally {
          target.wire().mend();
        }
      }
      case DATABASE -> {
        database.crash();
        try {
          Thread.sleep(fault.lasts());
        } finally {
          database.recover();
        }
      }
    }
  }
}
