package dev.slipway.e2e.sample;

import java.util.List;

/**
 * One version of Harbour: a tagged commit, given by the files that differ from the one before.
 *
 * @param number 1 for the first
 * @param subject the first line of its commit message
 * @param body the rest of its commit message
 * @param changed the files it adds or replaces
 * @param removed the files it takes away
 */
public record SampleVersion(
    int number, String subject, String body, List<String> changed, List<String> removed) {

  /** Good. */
  public static final SampleVersion V1 =
      new SampleVersion(
          1,
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
          List.of());

  /** Good, with a change of its data that the first version can live with. */
  public static final SampleVersion V2 =
      new SampleVersion(
          2,
          "Show the length of each ship",
          "migrate.js adds a length to the home fleet. It only adds, so version 1 can serve the"
              + " same data.",
          List.of("package.json", "migrate.js", "lib/pages.js", "seed/lengths.json"),
          List.of());

  /** Fails its health check. */
  public static final SampleVersion V3 =
      new SampleVersion(
          3,
          "Look up today's tides",
          "Broken on purpose: nothing ever writes data/tides.json, so the health check fails.",
          List.of("package.json", "lib/health.js", "lib/tides.js"),
          List.of());

  /** Passes its health check and then shows a page without its content. */
  public static final SampleVersion V4 =
      new SampleVersion(
          4,
          "List the ships by berth",
          "Takes the tides out again. Broken on purpose: it is healthy, but no ship has a berth, so"
              + " the list is empty.",
          List.of("package.json", "lib/health.js", "lib/pages.js"),
          List.of("lib/tides.js"));

  public SampleVersion {
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  static List<SampleVersion> inOrder() {
    return List.of(V1, V2, V3, V4);
  }

  /** The tag of its commit: {@code v1}. */
  public String tag() {
    return "v" + number;
  }
}
