package dev.slipway.workers.verify;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.PageCheck;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at the pages that must be right, through the router, as a visitor would. */
public final class VerifyWorker implements StepWorker {

  // Well below the step's deadline, so that a site that hangs is told as what it is.
  private static final Duration BUDGET = Duration.ofMinutes(6);

  private final Duration budget;

  public VerifyWorker() {
    this(BUDGET);
  }

  VerifyWorker(Duration budget) {
    this.budget = budget;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.VERIFY;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    List<PageResult> results = new ArrayList<>();
    TimeLeft left = TimeLeft.of(budget);
    try (PageClient client = new PageClient(left)) {
      PageVerifier verifier = new PageVerifier(step.environment().url(), client, left);
      List<PageCheck> checks = step.environment().verify();
      for (PageCheck check : checks) {
        step.checkStop();
        PageResult result = verifier.verify(step, check);
        results.add(result);
        step.log().note(describe(result));
        step.progress(results.size() + " of " + checks.size() + " pages");
      }
    }
    List<PageResult> failing = results.stream().filter(result -> !result.ok()).toList();
    if (!failing.isEmpty()) {
      // A page may take long to fail, and the run may have been cancelled meanwhile.
      step.checkStop();
      throw new StepFailedException(
          Failure.of(
                  "Pages of " + step.environment().url(),
                  failing.stream()
                      .map(page -> page.path() + " gave " + page.got())
                      .collect(Collectors.joining("; ")),
                  "Correct the pages, or what is expected of them in the application file")
              .withEvidence(
                  results.stream().map(VerifyWorker::describe).collect(Collectors.joining("\n"))));
    }
    String pages = results.size() == 1 ? "1 page is" : results.size() + " pages are";
    return StepResult.done(
        results.isEmpty() ? "No page is to be verified" : pages + " right",
        new PagesVerified(results));
  }

  private static String describe(PageResult page) {
    return page.ok()
        ? "%s: right (%s, %d ms)".formatted(page.path(), page.expected(), page.millis())
        : "%s: expected %s, got %s".formatted(page.path(), page.expected(), page.got());
  }
}
