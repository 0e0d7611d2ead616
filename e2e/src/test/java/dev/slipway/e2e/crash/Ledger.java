package dev.slipway.e2e.crash;

import dev.slipway.e2e.world.HarbourApplication;
import java.io.IOException;
import java.util.List;

/** What has happened on the host since a moment. */
final class Ledger {

  private final HarbourApplication application;
  private final int before;

  private Ledger(HarbourApplication application, int before) {
    this.application = application;
    this.before = before;
  }

  static Ledger from(HarbourApplication application) throws IOException, InterruptedException {
    return new Ledger(application, application.ledger().size());
  }

  List<String> entries() throws IOException, InterruptedException {
    List<String> all = application.ledger();
    return all.subList(before, all.size());
  }

  /** How often something happened: {@code build}, {@code migrate} or {@code start}. */
  long count(String what) throws IOException, InterruptedException {
    return entries().stream().filter(entry -> entry.startsWith(what + " ")).count();
  }
}
