package dev.slipway.e2e.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** One GET that takes its time. */
public final class LongRequest {

  private final CompletableFuture<Outcome> outcome;

  private LongRequest(CompletableFuture<Outcome> outcome) {
    this.outcome = outcome;
  }

  /** Sends it. */
  public static LongRequest to(URI base, String path) {
    return new LongRequest(
        CompletableFuture.supplyAsync(
            () -> send(base, path), Executors.newVirtualThreadPerTaskExecutor()));
  }

  /** The version that answered; waits for the answer and fails if it was lost. */
  public String version() {
    Outcome seen = outcome.join();
    if (seen.lost()) {
      throw new AssertionError("The long request was lost: " + seen.loss());
    }
    return seen.version();
  }

  public Instant endedAt() {
    return outcome.join().endedAt();
  }

  private static Outcome send(URI base, String path) {
    Instant startedAt = Instant.now();
    String version = "";
    String loss = "";
    try (PlainConnection connection = PlainConnection.open(base, Duration.ofSeconds(60))) {
      Answer answer = connection.get(path, false);
      version = answer.version();
      loss = answer.status() == 200 ? "" : "status " + answer.status();
    } catch (IOException e) {
      loss = e.toString();
    }
    return new Outcome(
        Outcome.Kind.NEW_CONNECTION_GET, startedAt, Instant.now(), version, loss, false);
  }
}
