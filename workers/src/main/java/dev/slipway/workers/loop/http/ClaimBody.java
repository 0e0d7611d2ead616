package dev.slipway.workers.loop.http;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.StepKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A {@link Claim} with its names as plain text.
 *
 * @param lockMillis how long from now on the lock holds, in milliseconds
 * @param leftMillis how long from now on until the deadline, in milliseconds; negative when it has
 *     passed
 * @param deadline the same as a moment by the database's clock, for people
 */
public record ClaimBody(
    String key,
    String topic,
    int attempt,
    long fence,
    long lockMillis,
    long leftMillis,
    Instant deadline,
    RunFacts run,
    List<EffectDocument> effects) {

  public ClaimBody {
    effects = List.copyOf(effects);
  }

  public static ClaimBody of(Claim claim) {
    return new ClaimBody(
        claim.key().value(),
        claim.topic().name(),
        claim.attempt(),
        claim.fence(),
        claim.lock().toMillis(),
        claim.timeLeft().toMillis(),
        claim.deadline(),
        claim.run(),
        claim.effects());
  }

  Claim toClaim() {
    return new Claim(
        new StepKey(key),
        new Topic(topic),
        attempt,
        fence,
        Duration.ofMillis(lockMillis),
        Duration.ofMillis(leftMillis),
        deadline,
        run,
        effects);
  }
}
