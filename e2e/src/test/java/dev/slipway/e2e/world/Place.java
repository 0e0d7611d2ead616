package dev.slipway.e2e.world;

import java.util.Locale;

/** The places for an application on the host, in the order in which its image makes them. */
public enum Place {
  HARBOUR,
  JETTY,
  PIER,
  MOLE,
  WHARF,
  QUAY;

  String applicationName() {
    return name().toLowerCase(Locale.ROOT);
  }

  int bluePort() {
    return 9001 + 10 * ordinal();
  }

  int greenPort() {
    return 9002 + 10 * ordinal();
  }
}
