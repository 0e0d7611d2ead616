package dev.slipway.engine.worker;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is there and what they do.
 *
 * @param servers those that share the database, by name
 * @param workers those in the servers' own processes and those elsewhere, by name
 */
record WorkersView(List<ServerView> servers, List<WorkerView> workers) {

  /**
   * A server.
   *
   * @param self whether it is the one that answers
   * @param heard when it last said that it lives
   * @param state {@code running}, {@code silent} (it has not been heard of for some seconds and
   *     will be taken over) or {@code ended}
   * @param endedHow {@code stopped}, or {@code taken over by} another; null while it runs
   */
  record ServerView(
      String name,
      boolean self,
      String version,
      String host,
      Instant since,
      Instant heard,
      long silentSeconds,
      @Schema(allowableValues = {"running", "silent", "ended"}) String state,
      @Nullable String endedHow) {}

  /**
   * A worker.
   *
   * @param server the server in whose process it is, or null for one elsewhere
   * @param token the name of its token, or null for one in a server's process
   * @param environments what its token is limited to, such as {@code shop/staging} or {@code
   *     shop/*}; empty for all
   * @param concurrency how many steps it performs at a time
   * @param heard when it was last heard of
   * @param state {@code working}, {@code idle}, {@code draining} (it ends what it has and claims
   *     nothing more), {@code silent} (nothing was heard of it for some seconds; its steps go to
   *     others) or {@code gone}
   * @param steps what it performs
   */
  record WorkerView(
      String name,
      @Nullable String server,
      @Nullable String token,
      String version,
      String host,
      Instant since,
      Instant heard,
      long silentSeconds,
      @Schema(allowableValues = {"working", "idle", "draining", "silent", "gone"}) String state,
      List<String> topics,
      List<String> environments,
      int concurrency,
      List<HeldStepView> steps) {}

  /**
   * A step in a worker's hands.
   *
   * @param ageSeconds for how long it has been
   */
  record HeldStepView(
      String key,
      long run,
      String application,
      String environment,
      String title,
      String topic,
      @Nullable String progress,
      long ageSeconds) {}
}
