package dev.slipway.engine.api;

import dev.slipway.engine.definition.Applications;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.release.Releases;
import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.GitRef;
import dev.slipway.workers.plan.Plan;
import dev.slipway.workers.plan.PlanBuilder;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a release would do, without starting one. */
@RestController
@Tag(name = "applications")
@RequestMapping("/api/applications/{application}/environments/{environment}/plan")
class PlanController {

  private final Applications applications;
  private final Releases releases;
  private final PlanBuilder plans;
  private final StoredSecrets secrets;

  PlanController(
      Applications applications, Releases releases, PlanBuilder plans, StoredSecrets secrets) {
    this.applications = applications;
    this.releases = releases;
    this.plans = plans;
    this.secrets = secrets;
  }

  /** What to plan for. */
  record PlanBody(@NotNull String ref) {}

  @Operation(operationId = "previewPlan", summary = "What a release would do; nothing is started")
  @PostMapping
  Plan plan(
      @PathVariable String application,
      @PathVariable String environment,
      @Valid @RequestBody PlanBody request)
      throws InterruptedException {
    Application defined = Defined.application(applications, application);
    Environment target = Defined.environment(defined, environment);
    try {
      var ref = new GitRef(request.ref());
      return plans.preview(
          defined,
          target,
          ref.value(),
          releases.serving(application, environment).map(serving -> serving.release().commit()),
          secrets);
    } catch (IllegalArgumentException e) {
      throw Problems.refused("ref", Objects.toString(e.getMessage()), GitRef.ALLOWED);
    } catch (StepFailedException e) {
      Failure failure = e.failure();
      throw Problems.refused("ref", failure.what() + ": " + failure.why() + ". " + failure.next());
    } catch (StepStoppedException e) {
      throw new IllegalStateException("Nobody stops a plan that is only looked at", e);
    }
  }
}
