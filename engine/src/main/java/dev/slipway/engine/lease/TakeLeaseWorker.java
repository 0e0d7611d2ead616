package dev.slipway.engine.lease;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.WhenBusy;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepWorker;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Waits, without holding a worker, until the run may change its environment. */
@Component
class TakeLeaseWorker implements StepWorker {

  /** Whoever gives a lease back wakes those who wait already, but not one that is about to. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

  private final Leases leases;
  private final Superseding superseding;
  private final Runs runs;

  TakeLeaseWorker(Leases leases, Superseding superseding, Runs runs) {
    this.leases = leases;
    this.superseding = superseding;
    this.runs = runs;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.TAKE_LEASE;
  }

  @Override
  public StepResult perform(StepContext step) throws StepFailedException {
    Run run = runs.get(step.run().run());
    Leases.Answer answer = leases.take(run);
    if (answer instanceof Leases.Answer.Queued queued
        && queued.waiting().size() > 1
        && step.environment().whenBusy() == WhenBusy.NEWEST) {
      superseding.keepNewest(run);
      answer = leases.take(run);
    }
    return switch (answer) {
      case Leases.Answer.Taken taken -> taken(run, taken);
      case Leases.Answer.Queued queued -> new StepResult.Waits(words(run, queued), LOOK_AGAIN);
      case Leases.Answer.TooLate ignored ->
          throw new StepFailedException(
              Failure.of(
                  "Taking the lease of " + name(run),
                  "run " + run.number() + " has ended meanwhile",
                  "Nothing; another worker brought the run to its end"));
    };
  }

  private static StepResult taken(Run run, Leases.Answer.Taken taken) {
    return StepResult.done(
        "holds "
            + name(run)
            + " under token "
            + taken.fence()
            + taken
                .from()
                .map(dead -> ", taken over from " + dead.owner() + ", which is gone")
                .orElse(""),
        new LeaseTaken(taken.fence()));
  }

  private static String words(Run run, Leases.Answer.Queued queued) {
    List<Waiting> waiting = queued.waiting();
    int place =
        waiting.stream()
            .filter(each -> each.run() == run.number())
            .mapToInt(Waiting::place)
            .findFirst()
            .orElse(waiting.size());
    return "the lease of "
        + name(run)
        + queued
            .holder()
            .map(lease -> ", held by " + lease.words())
            .orElseGet(() -> ", which run " + waiting.getFirst().run() + " takes next")
        + "; number "
        + place
        + " of "
        + waiting.size()
        + " in line";
  }

  private static String name(Run run) {
    return run.application() + " on " + run.environment();
  }
}
