package dev.slipway.workers.step;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.StepStoppedException.Reason;

/**
 * How a step ends that cannot go on and may have changed its target: it leaves everything for an
 * attempt that follows, undoes it if none does, and is unknown if that cannot be done either.
 *
 * @param step the step
 * @param type what is known of its kind
 */
public record UnfinishedStep(StepContext step, StepType type) {

  private static final StepCatalogue CATALOGUE = StepCatalogue.shipped();

  /** Takes back what the step has changed so far; first looks whether there is anything. */
  @FunctionalInterface
  public interface Undo {
    void undo() throws StepFailedException, StepStoppedException, InterruptedException;
  }

  public UnfinishedStep(StepContext step, Topic topic) {
    this(step, CATALOGUE.get(topic));
  }

  /**
   * Ends a step that failed after it may have changed something.
   *
   * @throws StepFailedException if another attempt will look at what is there, or if nothing is
   *     left behind
   */
  public StepResult failed(StepFailedException cause, Undo undo)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (anotherFollows(cause.failure())) {
      throw cause;
    }
    try {
      undo.undo();
    } catch (StepFailedException e) {
      cause.addSuppressed(e);
      return left(cause.failure(), e.failure());
    } catch (StepStoppedException e) {
      return stoppedWhileUndoing(cause.failure(), e);
    }
    throw cause;
  }

  /**
   * Ends a step that was asked to stop after it may have changed something.
   *
   * @throws StepStoppedException if it was handed over, or if nothing is left behind
   */
  public StepResult stopped(StepStoppedException cause, Undo undo)
      throws StepStoppedException, InterruptedException {
    if (cause.reason() == Reason.HANDED_OVER) {
      throw cause;
    }
    Failure known =
        Failure.of(
            type.title(), "it was asked to stop before its end", "See its log for how far it came");
    try {
      undo.undo();
    } catch (StepFailedException e) {
      cause.addSuppressed(e);
      return left(known, e.failure());
    } catch (StepStoppedException e) {
      return stoppedWhileUndoing(known, e);
    }
    throw cause;
  }

  /**
   * Ends a step that could not even look at its target.
   *
   * @throws StepFailedException if nobody can have changed anything yet, or another attempt follows
   */
  public StepResult unseen(StepFailedException cause) throws StepFailedException {
    if (isFirst() || anotherFollows(cause.failure())) {
      throw cause;
    }
    return left(cause.failure(), cause.failure());
  }

  /**
   * Ends a step that was asked to stop before it could look at its target.
   *
   * @throws StepStoppedException if nobody can have changed anything yet, or it was handed over
   */
  public StepResult unseen(StepStoppedException cause) throws StepStoppedException {
    if (isFirst() || cause.reason() == Reason.HANDED_OVER) {
      throw cause;
    }
    return left(
        Failure.of(type.title(), "it was asked to stop", ""),
        Failure.of("Its target", "it could not be looked at", "See that it can be reached"));
  }

  /** Nobody has had this step in hand before. */
  private boolean isFirst() {
    return step.fencing().claim() == 1;
  }

  private boolean anotherFollows(Failure failure) {
    return failure.retriable() && step.attempt() <= type.retries();
  }

  private StepResult stoppedWhileUndoing(Failure known, StepStoppedException cause)
      throws StepStoppedException {
    if (cause.reason() == Reason.HANDED_OVER) {
      throw cause;
    }
    return left(known, Failure.of("Undoing it", "it was asked to stop", ""));
  }

  private static StepResult left(Failure known, Failure undoing) {
    String why =
        known.equals(undoing)
            ? known.why()
            : known.why() + "; it could not be undone: " + undoing.what() + ": " + undoing.why();
    return new StepResult.Unknown(
        Failure.of(
                known.what(),
                why + "; how far it came is not known",
                "See that the host and the router can be reached, then let Slipway look again")
            .withEvidence(known.evidence()));
  }
}
