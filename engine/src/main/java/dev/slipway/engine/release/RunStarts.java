package dev.slipway.engine.release;

import dev.slipway.engine.definition.Applications;
import dev.slipway.engine.definition.DefinedApplication;
import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.lease.Leases;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.GitRef;
import dev.slipway.processes.definition.WhenBusy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts releases and rollbacks. What is wrong with the request is said before anything starts. */
@Component
public class RunStarts {

  private final Applications applications;
  private final Runs runs;
  private final Releases releases;
  private final Leases leases;
  private final Flow flow;

  RunStarts(Applications applications, Runs runs, Releases releases, Leases leases, Flow flow) {
    this.applications = applications;
    this.runs = runs;
    this.releases = releases;
    this.leases = leases;
    this.flow = flow;
  }

  /**
   * Starts a release.
   *
   * @param ref a branch, a tag or a commit
   */
  @Transactional
  public Run release(String application, String environment, String ref, String by) {
    var defined = defined(application);
    var target = environment(defined, environment);
    String checked = checkedRef(ref);
    requireIdle(application, target);
    Run run =
        runs.open(
            new Runs.NewRun(
                "release", application, environment, checked, by, defined.yaml(), null, null, ""));
    start(run, target, target.migration().isPresent());
    return runs.get(run.number());
  }

  /**
   * Starts going back to a release that was proven healthy.
   *
   * @param release the release's id
   */
  @Transactional
  public Run rollback(String application, String environment, String release, String by) {
    var defined = defined(application);
    var target = environment(defined, environment);
    Release chosen =
        releases
            .find(application, environment, release)
            .orElseThrow(
                () ->
                    Problems.refused(
                        "release",
                        "There is no release "
                            + release
                            + " of "
                            + application
                            + " on "
                            + environment,
                        candidates(application, environment)));
    whyNot(chosen)
        .ifPresent(
            why -> {
              throw Problems.refused(
                  "release",
                  release + " cannot be gone back to: " + why,
                  candidates(application, environment));
            });
    requireIdle(application, target);
    Run run =
        runs.open(
            new Runs.NewRun(
                "rollback",
                application,
                environment,
                release,
                by,
                defined.yaml(),
                release,
                chosen.commit(),
                chosen.subject()));
    start(run, target, false);
    return runs.get(run.number());
  }

  /** Why a release cannot be gone back to; empty if it can. */
  public Optional<String> whyNot(Release release) {
    boolean serves =
        releases
            .serving(release.application(), release.environment())
            .filter(serving -> serving.release().id().equals(release.id()))
            .isPresent();
    return switch (release.state()) {
      case GOOD -> serves ? Optional.of("it serves now") : Optional.empty();
      case BUILT -> Optional.of("it has not proven itself");
      case FAILED -> Optional.of("its run was hauled back");
      case GONE -> Optional.of("its artifact was removed");
    };
  }

  private void requireIdle(String application, Environment environment) {
    if (environment.whenBusy() == WhenBusy.REFUSE) {
      leases.requireIdle(application, environment.name());
    }
  }

  private void start(Run run, Environment environment, boolean migrates) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("approvalRequired", environment.approval().required() > 0);
    variables.put("approvalExpires", environment.approval().expires().toString());
    variables.put("planChanged", false);
    variables.put("migrates", migrates);
    // What nobody overrules is a rejection: that an approval ran out is told by the model alone.
    variables.put("reason", "rejected");
    variables.put("decision", "");
    variables.put("previous", releases.serving(run.application(), run.environment()).isPresent());
    runs.started(run.number(), flow.start(run.kind(), run.number(), variables));
  }

  private DefinedApplication defined(String application) {
    return applications
        .find(application)
        .orElseThrow(
            () ->
                Problems.refused(
                    "application",
                    "There is no application "
                        + shown(application)
                        + applications.whyMissing(application).map(": "::concat).orElse(""),
                    List.copyOf(applications.read().applications().keySet())));
  }

  private static Environment environment(DefinedApplication defined, String environment) {
    return defined
        .application()
        .environment(environment)
        .orElseThrow(
            () ->
                Problems.refused(
                    "environment",
                    "There is no environment "
                        + shown(environment)
                        + " of "
                        + defined.application().name(),
                    List.copyOf(defined.application().environments().keySet())));
  }

  private static String checkedRef(String ref) {
    try {
      return new GitRef(ref).value();
    } catch (IllegalArgumentException e) {
      throw Problems.refused("ref", Objects.toString(e.getMessage()), GitRef.ALLOWED);
    }
  }

  private String candidates(String application, String environment) {
    var good =
        releases.list(application, environment).stream()
            .filter(release -> whyNot(release).isEmpty())
            .map(Release::id)
            .toList();
    return good.isEmpty() ? "none: no other release has proven itself" : String.join(", ", good);
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
