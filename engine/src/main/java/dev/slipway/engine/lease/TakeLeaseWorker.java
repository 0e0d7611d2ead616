package dev.slipway.engine.lease;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepWorker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Waits, without holding a worker, until the run may change its environment. */
@Component
class TakeLeaseWorker implements StepWorker {

  /** Whoever gives a lease back wakes those who wait already, but not one that is about to. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

  private final Leases leases;
  private final Runs runs;

  TakeLeaseWorker(Leases leases, Runs runs) {
    this.leases = leases;
    this.runs = runs;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.TAKE_LEASE;
  }

  @Override
  public StepResult perform(StepContext step) throws StepFailedException {
    Run run = runs.get(step.run().run());
    return switch (leases.take(run)) {
      case Leases.Answer.Taken taken ->
          StepResult.done(
              "holds " + name(run) + " under token " + taken.fence(),
              new LeaseTaken(taken.fence()));
      case Leases.Answer.Queued queued ->
          new StepResult.Waits(
              "the lease of "
                  + name(run)
                  + ", held by run "
                  + queued.holder()
                  + "; number "
                  + queued.place()
                  + " in line",
              LOOK_AGAIN);
      case Leases.Answer.TooLate ignored ->
          throw new StepFailedException(
              Failure.of(
                  "Taking the lease of " + name(run),
                  "run " + run.number() + " has ended meanwhile",
                  "Nothing; another worker brought the run to its end"));
    };
  }

  private static String name(Run run) {
    return run.application() + " on " + run.environment();
  }
}
