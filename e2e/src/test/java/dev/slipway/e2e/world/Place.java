package dev.slipway.e2e.world;

import java.util.Locale;

/** The places for an application on the host, as its image makes them. */
public enum Place {
  HARBOUR(0),
  JETTY(1),
  PIER(2),
  MOLE(3),
  WHARF(4),
  QUAY(5),
  STRAND(6);

  private final int number;

  Place(int number) {
    this.number = number;
  }

  /** Counts from 0. */
  int number() {
    return number;
  }

  String applicationName() {
    return name().toLowerCase(Locale.ROOT);
  }

  int bluePort() {
    return 9001 + 10 * number;
  }

  int greenPort() {
    return 9002 + 10 * number;
  }
}
