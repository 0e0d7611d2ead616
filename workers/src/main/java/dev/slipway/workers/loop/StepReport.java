package dev.slipway.workers.loop;

import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StorableText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, as it is sent. */
public sealed interface StepReport {

  /** The step did what it promises; the effect is null if nothing was changed. */
  record Done(String summary, @Nullable EffectDocument effect) implements StepReport {

    public Done {
      summary = StorableText.of(summary);
    }
  }

  /** The step failed and left nothing behind. */
  record Failed(Failure failure) implements StepReport {}

  /** The run was cancelled; the step has stopped and left nothing behind. */
  record Cancelled() implements StepReport {}

  /** Nobody knows whether the step happened. */
  record Unknown(Failure seen) implements StepReport {}

  /** The step cannot start yet. */
  record Waits(String forWhat, Duration lookAgainAfter) implements StepReport {

    public Waits {
      forWhat = StorableText.of(forWhat);
    }
  }
}
