package dev.slipway.engine.worker;

import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.step.StepClaims;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.Renewal;
import dev.slipway.workers.loop.SecretNotGivenException;
import dev.slipway.workers.loop.http.ClaimRequest;
import dev.slipway.workers.loop.http.ClaimsResponse;
import dev.slipway.workers.loop.http.CompleteRequest;
import dev.slipway.workers.loop.http.HeldRequest;
import dev.slipway.workers.loop.http.LogRequest;
import dev.slipway.workers.loop.http.ProgressRequest;
import dev.slipway.workers.loop.http.SecretRequest;
import dev.slipway.workers.loop.http.SecretResponse;
import dev.slipway.workers.step.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
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

  WorkerController(WorkSources sources, StepClaims claims) {
    this.sources = sources;
    this.claims = claims;
  }

  @Operation(operationId = "claimSteps", summary = "Waits for steps and takes them")
  @PostMapping("/claim")
  ClaimsResponse claim(@RequestBody ClaimRequest request) throws InterruptedException {
    var wait = Duration.ofMillis(Math.clamp(request.waitMillis(), 0, LONGEST_WAIT.toMillis()));
    return ClaimsResponse.of(
        sources
            .of(request.node())
            .claim(topics(request.topics()), Math.clamp(request.most(), 1, MOST), wait));
  }

  @Operation(operationId = "renewStep", summary = "Keeps a step that is being worked on")
  @PostMapping("/steps/{key}/renew")
  Renewal renew(@PathVariable String key, @RequestBody HeldRequest request)
      throws NoLongerYoursException {
    return sources.of(request.node()).renew(held(key, request.fence()));
  }

  @Operation(operationId = "logOfStep", summary = "Adds lines to the log of a step")
  @PostMapping("/steps/{key}/log")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void log(@PathVariable String key, @RequestBody LogRequest request)
      throws NoLongerYoursException {
    sources.of(request.node()).log(held(key, request.fence()), request.lines());
  }

  @Operation(operationId = "progressOfStep", summary = "Tells how far a step is")
  @PostMapping("/steps/{key}/progress")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void progress(@PathVariable String key, @RequestBody ProgressRequest request)
      throws NoLongerYoursException {
    sources.of(request.node()).progress(held(key, request.fence()), request.what());
  }

  @Operation(operationId = "completeStep", summary = "Ends a step and may take over the next")
  @PostMapping("/steps/{key}/complete")
  ClaimsResponse complete(@PathVariable String key, @RequestBody CompleteRequest request)
      throws NoLongerYoursException {
    return ClaimsResponse.of(
        sources
            .of(request.node())
            .complete(
                held(key, request.fence()), request.report().toReport(), topics(request.next())));
  }

  @Operation(operationId = "giveBackStep", summary = "Gives a step back untouched")
  @PostMapping("/steps/{key}/give-back")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void giveBack(@PathVariable String key, @RequestBody HeldRequest request) {
    claims.held(key, request.fence()).ifPresent(sources.of(request.node())::giveBack);
  }

  @Operation(operationId = "secretOfStep", summary = "Reveals a secret that a step needs")
  @PostMapping("/steps/{key}/secret")
  SecretResponse secret(@PathVariable String key, @RequestBody SecretRequest request)
      throws NoLongerYoursException {
    return new SecretResponse(
        sources.of(request.node()).secret(held(key, request.fence()), request.name()).stream()
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

  private Claim held(String key, long fence) {
    return claims
        .held(key, fence)
        .orElseThrow(
            () -> Problems.noLongerYours("Step " + key + " belongs to another worker now"));
  }

  private static Set<Topic> topics(Collection<String> names) {
    return names.stream().map(Topic::new).collect(Collectors.toSet());
  }
}
