package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.ApplicationView;
import dev.slipway.engine.api.Views.EnvironmentDetail;
import dev.slipway.engine.api.Views.EnvironmentSummary;
import dev.slipway.engine.api.Views.FileProblems;
import dev.slipway.engine.api.Views.ReleaseView;
import dev.slipway.engine.api.Views.SourceView;
import dev.slipway.engine.definition.Applications;
import dev.slipway.engine.definition.DefinedApplication;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.release.Release;
import dev.slipway.engine.release.Releases;
import dev.slipway.engine.release.RunStarts;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.run.Runs.RunFilter;
import dev.slipway.engine.task.Task;
import dev.slipway.engine.task.Tasks;
import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "applications")
@RequestMapping("/api/applications")
class ApplicationController {

  private final Applications applications;
  private final Releases releases;
  private final RunStarts starts;
  private final Runs runs;
  private final Tasks tasks;
  private final LeaseViews leases;
  private final RunViews views;

  ApplicationController(
      Applications applications,
      Releases releases,
      RunStarts starts,
      Runs runs,
      Tasks tasks,
      LeaseViews leases,
      RunViews views) {
    this.applications = applications;
    this.releases = releases;
    this.starts = starts;
    this.runs = runs;
    this.tasks = tasks;
    this.leases = leases;
    this.views = views;
  }

  @Operation(
      operationId = "listApplications",
      summary = "The applications and what serves in their environments")
  @GetMapping
  List<ApplicationView> list() {
    return applications.read().applications().values().stream()
        .map(DefinedApplication::application)
        .map(
            application ->
                new ApplicationView(
                    application.name(),
                    new SourceView(application.source().git(), application.source().branch()),
                    application.environments().values().stream()
                        .map(environment -> summary(application, environment))
                        .toList()))
        .toList();
  }

  @Operation(
      operationId = "listFileProblems",
      summary = "The application files that cannot be used, and why")
  @GetMapping("/problems")
  List<FileProblems> problems() {
    Map<String, List<Problem>> byFile =
        applications.read().problems().stream()
            .collect(Collectors.groupingBy(Problem::file, LinkedHashMap::new, Collectors.toList()));
    return byFile.entrySet().stream()
        .map(entry -> new FileProblems(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Operation(operationId = "getEnvironment", summary = "One environment with its releases")
  @GetMapping("/{application}/environments/{environment}")
  EnvironmentDetail environment(
      @PathVariable String application, @PathVariable String environment) {
    Application defined = Defined.application(applications, application);
    Environment found = Defined.environment(defined, environment);
    EnvironmentSummary summary = summary(defined, found);
    return new EnvironmentDetail(
        application,
        defined.source().branch(),
        found.approval().required(),
        summary.name(),
        summary.url(),
        summary.platform(),
        summary.serving(),
        summary.run(),
        summary.lastRun(),
        summary.openTasks(),
        found.whenBusy().written(),
        leases.holder(application, environment),
        leases.waiting(application, environment),
        releases.list(application, environment).stream().map(this::view).toList());
  }

  @Operation(operationId = "pinRelease", summary = "Keeps a release from being pruned")
  @PutMapping("/{application}/environments/{environment}/releases/{id}/pin")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void pin(
      @PathVariable String application, @PathVariable String environment, @PathVariable String id) {
    pin(application, environment, id, true);
  }

  @Operation(operationId = "unpinRelease", summary = "Lets a release be pruned again")
  @DeleteMapping("/{application}/environments/{environment}/releases/{id}/pin")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unpin(
      @PathVariable String application, @PathVariable String environment, @PathVariable String id) {
    pin(application, environment, id, false);
  }

  private void pin(String application, String environment, String id, boolean pinned) {
    if (!releases.pin(application, environment, id, pinned)) {
      throw Problems.notFound("There is no release " + id + " that could be pinned");
    }
  }

  private EnvironmentSummary summary(Application application, Environment environment) {
    List<Run> latest =
        runs.list(new RunFilter(application.name(), environment.name(), null, null, null, 20));
    List<Run> underWay = latest.stream().filter(run -> !run.ended()).toList();
    // Whoever waits behind a run that needs a person must see that run first.
    Optional<Run> open =
        underWay.stream()
            .filter(run -> run.status() == RunStatus.HELD)
            .findFirst()
            .or(() -> underWay.stream().findFirst());
    Optional<Run> ended = latest.stream().filter(Run::ended).findFirst();
    long openTasks =
        underWay.stream()
            .mapToLong(run -> tasks.of(run.number()).stream().filter(Task::open).count())
            .sum();
    return new EnvironmentSummary(
        environment.name(),
        environment.url().toString(),
        "host",
        releases.serving(application.name(), environment.name()).map(RunViews::view).orElse(null),
        open.map(views::summary).orElse(null),
        ended.map(views::summary).orElse(null),
        (int) openTasks);
  }

  private ReleaseView view(Release release) {
    Optional<String> whyNot = starts.whyNot(release);
    boolean serves =
        releases
            .serving(release.application(), release.environment())
            .filter(serving -> serving.release().id().equals(release.id()))
            .isPresent();
    return new ReleaseView(
        release.id(),
        release.run(),
        release.commit(),
        release.subject(),
        release.artifact(),
        serves ? "serving" : release.state().written(),
        release.pinned(),
        release.builtAt(),
        release.provenAt(),
        whyNot.isEmpty(),
        whyNot.orElse(null));
  }
}
