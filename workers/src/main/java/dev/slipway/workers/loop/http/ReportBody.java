package dev.slipway.workers.loop.http;

import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.step.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@link StepReport} in one shape.
 *
 * @param result which of them it is; tells which of the others are set
 * @param summary of {@code done}
 * @param effect of {@code done}; may be missing
 * @param failure of {@code failed} and {@code unknown}
 * @param forWhat of {@code waits}
 * @param lookAgainMillis of {@code waits}, in milliseconds
 */
public record ReportBody(
    Result result,
    @Nullable String summary,
    @Nullable EffectDocument effect,
    @Nullable Failure failure,
    @Nullable String forWhat,
    @Nullable Long lookAgainMillis) {

  /** How the attempt ended. */
  public enum Result {
    DONE,
    FAILED,
    CANCELLED,
    UNKNOWN,
    WAITS
  }

  public static ReportBody of(StepReport report) {
    return switch (report) {
      case StepReport.Done done ->
          new ReportBody(Result.DONE, done.summary(), done.effect(), null, null, null);
      case StepReport.Failed failed ->
          new ReportBody(Result.FAILED, null, null, failed.failure(), null, null);
      case StepReport.Cancelled cancelled ->
          new ReportBody(Result.CANCELLED, null, null, null, null, null);
      case StepReport.Unknown unknown ->
          new ReportBody(Result.UNKNOWN, null, null, unknown.seen(), null, null);
      case StepReport.Waits waits ->
          new ReportBody(
              Result.WAITS, null, null, null, waits.forWhat(), waits.lookAgainAfter().toMillis());
    };
  }

  /**
   * The report as it was meant.
   *
   * @throws IllegalArgumentException if a part is missing that its result needs
   */
  public StepReport toReport() {
    return switch (result) {
      case DONE -> new StepReport.Done(required(summary, "summary"), effect);
      case FAILED -> new StepReport.Failed(required(failure, "failure"));
      case CANCELLED -> new StepReport.Cancelled();
      case UNKNOWN -> new StepReport.Unknown(required(failure, "failure"));
      case WAITS ->
          new StepReport.Waits(
              required(forWhat, "forWhat"),
              Duration.ofMillis(required(lookAgainMillis, "lookAgainMillis")));
    };
  }

  private <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new IllegalArgumentException("A report " + result + " needs " + name);
    }
    return part;
  }
}
