package dev.slipway.workers.build;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Written last into a release directory: {@code .slipway-artifact.json}.
 *
 * @param release the release's id
 * @param commit the full hash of its commit
 * @param digest {@code sha256:…} over the listing of the directory
 * @param builtAt when the build ended
 * @param bytes how much of the disk it takes
 */
record Manifest(String release, String commit, String digest, Instant builtAt, long bytes) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  String json() {
    return JSON.writeValueAsString(this) + "\n";
  }

  /** Reads a manifest; empty if the text is not one. */
  static Optional<Manifest> parse(String json) {
    try {
      return json.isBlank()
          ? Optional.empty()
          : Optional.ofNullable(JSON.readValue(json, Manifest.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
