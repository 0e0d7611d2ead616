package dev.slipway.engine.release;

import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.flow.FlowEvents;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.workers.step.Failure;
import org.springframework.stereotype.Component;

/** Gives a run the outcome that the end event of its model names. */
@Component
class RunEndings implements FlowEvents {

  private final Runs runs;
  private final Releases releases;

  RunEndings(Runs runs, Releases releases) {
    this.runs = runs;
    this.releases = releases;
  }

  @Override
  public void pointOfNoReturnPassed(long run) {
    runs.passedPointOfNoReturn(run);
  }

  @Override
  public void ended(long number, String endEvent) {
    Run run = runs.get(number);
    Outcome outcome =
        switch (endEvent) {
          case "live" -> Outcome.LIVE;
          case "ended-restored" -> Outcome.RESTORED;
          case "ended-rejected" -> Outcome.REJECTED;
          case "ended-cancelled", Flow.CLOSED -> Outcome.CANCELLED;
          default -> throw new IllegalStateException("No outcome is known for end " + endEvent);
        };
    runs.ended(
        number,
        outcome,
        endEvent.equals(Flow.CLOSED) ? sentence(whoCancelled(run)) : words(run, outcome));
  }

  private String words(Run run, Outcome outcome) {
    return switch (outcome) {
      case LIVE -> name(run) + " is live on " + run.environment() + tooLate(run);
      case RESTORED -> sentence(whatFailed(run)) + " " + serves(run);
      case REJECTED -> sentence(run.words()) + " " + serves(run);
      case CANCELLED -> sentence(whoCancelled(run)) + " " + serves(run);
      case NEEDS_HUMAN -> throw new IllegalStateException("No run ends so");
    };
  }

  /** A step in hand may prove the new version in the moment in which somebody cancels. */
  private static String tooLate(Run run) {
    return run.cancelled() ? "; the cancellation by " + run.cancelledBy() + " came too late" : "";
  }

  private static String whatFailed(Run run) {
    Failure failure = run.failure();
    return failure == null
        ? run.words()
        : run.ref() + " failed: " + failure.what() + ": " + failure.why();
  }

  private static String whoCancelled(Run run) {
    String reason = run.cancelReason();
    return reason == null ? run.words() : "Cancelled by " + run.cancelledBy() + ": " + reason;
  }

  /** What comes from elsewhere may end as a sentence already. */
  private static String sentence(String text) {
    String stripped = text.stripTrailing();
    return stripped.endsWith(".") || stripped.endsWith("!") || stripped.endsWith("?")
        ? stripped
        : stripped + ".";
  }

  private String serves(Run run) {
    return releases
        .serving(run.application(), run.environment())
        .map(serving -> serving.release().commit().substring(0, 7) + " serves as before")
        .orElse("Nothing serves yet, as before");
  }

  private static String name(Run run) {
    String commit = run.commit();
    String shown = commit == null ? run.ref() : commit.substring(0, 7);
    return run.subject().isEmpty() ? shown : shown + " “" + run.subject() + "”";
  }
}
