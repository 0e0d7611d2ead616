package dev.slipway.e2e.sample;

import java.util.List;

/** One version of Harbour: a tagged commit, given by the files that differ from the one before. */
public enum SampleVersion {
  V1(
      "List the ships in the harbour",
      "Ships are kept in data/ships.json; migrate.js starts it with the home fleet.",
      List.of(
          "package.json",
          "README.md",
          "build.sh",
          "server.js",
          "migrate.js",
          "lib/fleet.js",
          "lib/health.js",
          "lib/pages.js",
          "public/harbour.css",
          "seed/ships.json"),
      List.of()),
  V2(
      "Show the length of each ship",
      "migrate.js adds a length to the home fleet. It only adds, so version 1 can serve the same data.",
      List.of("package.json", "migrate.js", "lib/pages.js", "seed/lengths.json"),
      List.of()),
  V3(
      "Look up today's tides",
      "Broken on purpose: nothing ever writes data/tides.json, so the health check fails.",
      List.of("package.json", "lib/health.js", "lib/tides.js"),
      List.of()),
  V4(
      "List the ships by berth",
      "Takes the tides out again. Broken on purpose: it is healthy, but no ship has a berth, so the"
          + " list is empty.",
      List.of("package.json", "lib/health.js", "lib/pages.js"),
      List.of("lib/tides.js"));

  private final String subject;
  private final String body;
  private final List<String> changed;
  private final List<String> removed;

  SampleVersion(String subject, String body, List<String> changed, List<String> removed) {
    this.subject = subject;
    this.body = body;
    this.changed = changed;
    this.removed = removed;
  }

  /** The tag of its commit: {@code v1}. */
  public String tag() {
    return "v" + (ordinal() + 1);
  }

  public String subject() {
    return subject;
  }

  String body() {
    return body;
  }

  List<String> changed() {
    return changed;
  }

  List<String> removed() {
    return removed;
  }
}
