package dev.slipway.workers.step;

import java.time.Duration;
import java.util.Optional;

/** How one attempt of a step ended. A failure is thrown as {@link StepFailedException}. */
public sealed interface StepResult {

  /**
   * The step did what it promises.
   *
   * @param summary one line for people, such as {@code green answers on port 9002 after 3 checks}
   * @param effect the proof of what was changed, or empty if nothing was
   */
  record Done(String summary, Optional<Effect> effect) implements StepResult {}

  /**
   * The step may have happened, wholly or in part, and looking at the target did not tell. The run
   * asks a person.
   */
  record Unknown(Failure seen) implements StepResult {}

  /**
   * The step cannot start yet and gives its worker free until then.
   *
   * @param forWhat what it waits for, for people
   * @param lookAgainAfter when to try again if nothing wakes it earlier
   */
  record Waits(String forWhat, Duration lookAgainAfter) implements StepResult {}

  static StepResult done(String summary) {
    return new Done(summary, Optional.empty());
  }

  static StepResult done(String summary, Effect effect) {
    return new Done(summary, Optional.of(effect));
  }
}
