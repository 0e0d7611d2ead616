package dev.slipway.engine.worker;

import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.step.StepClaims;
import dev.slipway.engine.step.WorkLimits;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.Renewal;
import dev.slipway.workers.loop.SecretNotGivenException;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.loop.http.ClaimRequest;
import dev.slipway.workers.loop.http.ClaimsResponse;
import dev.slipway.workers.loop.http.CompleteRequest;
import dev.slipway.workers.loop.http.HeldRequest;
import dev.slipway.workers.loop.http.LogRequest;
import dev.slipway.workers.loop.http.ProgressRequest;
import dev.slipway.workers.loop.http.RegisterRequest;
import dev.slipway.workers.loop.http.RegisterResponse;
import dev.slipway.workers.loop.http.SecretRequest;
import dev.slipway.workers.loop.http.SecretResponse;
import dev.slipway.workers.loop.http.WorkerRequest;
import dev.slipway.workers.step.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The protocol that workers on other machines speak; the same calls as in this process. */
@RestController
@Tag(name = "worker")
@RequestMapping("/api/worker")
class WorkerController {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int MOST = 64;

  private final WorkSources sources;
  private final StepClaims claims;
  private final WorkerRegistry registry;
  private final OpenQuestions questions;

  WorkerController(
      WorkSources sources, StepClaims claims, WorkerRegistry registry, OpenQuestions questions) {
    this.sources = sources;
    this.claims = claims;
    this.registry = registry;
    this.questions = questions;
  }

  @Operation(
      operationId = "registerWorker",
      summary = "Introduces a worker, or refuses one that would not understand")
  @PostMapping("/register")
  RegisterResponse register(@RequestBody RegisterRequest request, Authentication actor) {
    return registry.register(request, actor);
  }

  @Operation(operationId = "drainWorker", summary = "Says that a worker claims nothing more")
  @PostMapping("/drain")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drain(@RequestBody WorkerRequest request, Authentication actor) {
    registry.drain(request.node(), request.instance(), actor);
  }

  @Operation(operationId = "leaveWorker", summary = "Says that a worker has gone")
  @PostMapping("/leave")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void leave(@RequestBody WorkerRequest request, Authentication actor) {
    registry.leave(request.node(), request.instance(), actor);
  }

  @Operation(operationId = "claimSteps", summary = "Waits for steps and takes them")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = ClaimsResponse.class)))
  @PostMapping("/claim")
  void claim(@RequestBody ClaimRequest request, Authentication actor, HttpServletResponse response)
      throws IOException {
    questions.answer(
        registry.mayClaim(request.node(), request.instance(), actor),
        registry.limits(actor),
        topics(request.topics()),
        Math.clamp(request.most(), 1, MOST),
        Duration.ofMillis(Math.clamp(request.waitMillis(), 0, LONGEST_WAIT.toMillis())),
        response);
  }

  @Operation(operationId = "renewStep", summary = "Keeps a step that is being worked on")
  @PostMapping("/steps/{key}/renew")
  Renewal renew(@PathVariable String key, @RequestBody HeldRequest request, Authentication actor)
      throws NoLongerYoursException {
    Claim claim = held(key, request.fence(), request.node(), actor);
    return source(request.node(), actor).renew(claim);
  }

  @Operation(operationId = "logOfStep", summary = "Adds lines to the log of a step")
  @PostMapping("/steps/{key}/log")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void log(@PathVariable String key, @RequestBody LogRequest request, Authentication actor)
      throws NoLongerYoursException {
    Claim claim = held(key, request.fence(), request.node(), actor);
    source(request.node(), actor).log(claim, request.lines());
  }

  @Operation(operationId = "progressOfStep", summary = "Tells how far a step is")
  @PostMapping("/steps/{key}/progress")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void progress(
      @PathVariable String key, @RequestBody ProgressRequest request, Authentication actor)
      throws NoLongerYoursException {
    Claim claim = held(key, request.fence(), request.node(), actor);
    source(request.node(), actor).progress(claim, request.what());
  }

  @Operation(operationId = "completeStep", summary = "Ends a step and may take over the next")
  @PostMapping("/steps/{key}/complete")
  ClaimsResponse complete(
      @PathVariable String key, @RequestBody CompleteRequest request, Authentication actor)
      throws NoLongerYoursException {
    String worker = registry.holds(request.node(), actor);
    // Whoever did not get the answer reports again.
    Claim claim = allowed(key, claims.heldOrDone(worker, key, request.fence()), actor);
    return ClaimsResponse.of(
        source(request.node(), actor)
            .complete(claim, request.report().toReport(), topics(request.next())));
  }

  @Operation(operationId = "giveBackStep", summary = "Gives a step back untouched")
  @PostMapping("/steps/{key}/give-back")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void giveBack(@PathVariable String key, @RequestBody HeldRequest request, Authentication actor) {
    String worker = registry.holds(request.node(), actor);
    claims.held(worker, key, request.fence()).ifPresent(source(worker, actor)::giveBack);
  }

  @Operation(operationId = "secretOfStep", summary = "Reveals a secret that a step needs")
  @PostMapping("/steps/{key}/secret")
  SecretResponse secret(
      @PathVariable String key, @RequestBody SecretRequest request, Authentication actor)
      throws NoLongerYoursException {
    Claim claim = held(key, request.fence(), request.node(), actor);
    return new SecretResponse(
        source(request.node(), actor).secret(claim, request.name()).stream()
            .map(Secret::reveal)
            .toList());
  }

  @ExceptionHandler
  void lost(NoLongerYoursException lost) {
    throw Problems.noLongerYours(Objects.toString(lost.getMessage()));
  }

  @ExceptionHandler
  void notGiven(SecretNotGivenException refused) {
    throw Problems.secretNotGiven(Objects.toString(refused.getMessage()));
  }

  private WorkSource source(String worker, Authentication actor) {
    return sources.of(worker, registry.limits(actor), () -> true);
  }

  private Claim held(String key, long fence, String name, Authentication actor) {
    return allowed(key, claims.held(registry.holds(name, actor), key, fence), actor);
  }

  /** A token that was limited after the step was claimed has lost it. */
  private Claim allowed(String key, Optional<Claim> found, Authentication actor) {
    Claim claim =
        found.orElseThrow(
            () -> Problems.noLongerYours("Step " + key + " belongs to another worker now"));
    WorkLimits limits = registry.limits(actor);
    if (!limits.allow(claim.topic(), claim.run().application(), claim.run().environment())) {
      throw Problems.forbidden(
          "The token "
              + actor.getName()
              + " is not for steps of the topic "
              + claim.topic()
              + " in "
              + claim.run().application()
              + "/"
              + claim.run().environment()
              + ". Ask an admin for one that is.");
    }
    return claim;
  }

  private static Set<Topic> topics(Collection<String> names) {
    return names.stream().map(Topic::new).collect(Collectors.toSet());
  }
}
