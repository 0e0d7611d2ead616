package dev.slipway.engine.step;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.LogLine;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.Renewal;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.step.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Gives one worker its steps straight from the database.
 *
 * <p>Whether it may claim is asked right before each try.
 */
final class EngineWorkSource implements WorkSource {

  /** Locks that ran out and pauses that are over ring no bell. */
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);

  private final String worker;
  private final StepClaims claims;
  private final StepCompletion completion;
  private final StepLogs logs;
  private final Bell bell;
  private final RunSecrets secrets;
  private final WorkLimits limits;
  private final BooleanSupplier mayClaim;

  EngineWorkSource(
      String worker,
      WorkLimits limits,
      BooleanSupplier mayClaim,
      StepClaims claims,
      StepCompletion completion,
      StepLogs logs,
      Bell bell,
      RunSecrets secrets) {
    this.worker = worker;
    this.limits = limits;
    this.mayClaim = mayClaim;
    this.claims = claims;
    this.completion = completion;
    this.logs = logs;
    this.bell = bell;
    this.secrets = secrets;
  }

  @Override
  public List<Claim> claim(Set<Topic> topics, int most, Duration wait) throws InterruptedException {
    try (var listener = bell.listen(StepArrival.ARRIVED, StepArrival.CLAIMABLE)) {
      long until = System.nanoTime() + wait.toNanos();
      while (true) {
        List<Claim> claimed =
            mayClaim.getAsBoolean()
                ? claims.claim(worker, limits, limits.within(topics), most)
                : List.of();
        var left = Duration.ofNanos(until - System.nanoTime());
        if (!claimed.isEmpty() || left.isNegative()) {
          return claimed;
        }
        listener.await(left.compareTo(LOOK_ANYWAY) < 0 ? left : LOOK_ANYWAY);
      }
    }
  }

  @Override
  public Renewal renew(Claim claim) throws NoLongerYoursException {
    return claims.renew(claim);
  }

  @Override
  public void log(Claim claim, List<LogLine> lines) throws NoLongerYoursException {
    claims.check(claim);
    logs.append(claim.run().run(), claim.key().value(), lines);
  }

  @Override
  public void progress(Claim claim, String what) throws NoLongerYoursException {
    claims.progress(claim, what);
  }

  @Override
  public List<Claim> complete(Claim claim, StepReport report, Set<Topic> next)
      throws NoLongerYoursException {
    return completion.complete(
        worker, claim, report, mayClaim.getAsBoolean() ? limits.within(next) : Set.of());
  }

  @Override
  public void giveBack(Claim claim) {
    claims.giveBack(claim);
    bell.ring(StepArrival.CLAIMABLE);
  }

  @Override
  public List<Secret> secret(Claim claim, String name) throws NoLongerYoursException {
    claims.check(claim);
    return secrets.find(claim.run(), name).map(value -> new Secret(name, value)).stream().toList();
  }
}
