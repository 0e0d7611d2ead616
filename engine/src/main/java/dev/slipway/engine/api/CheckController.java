package dev.slipway.engine.api;

import dev.slipway.engine.definition.Applications;
import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.host.EnvironmentCheck;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries an environment, and changes nothing. */
@RestController
@Tag(name = "applications")
@RequestMapping("/api/applications/{application}/environments/{environment}/check")
class CheckController {

  private final Applications applications;
  private final EnvironmentCheck check;
  private final StoredSecrets secrets;

  CheckController(Applications applications, EnvironmentCheck check, StoredSecrets secrets) {
    this.applications = applications;
    this.check = check;
    this.secrets = secrets;
  }

  /**
   * One thing that was looked at.
   *
   * @param state {@code ok}, {@code warning} or {@code failed}
   * @param next what to do about it, or empty
   */
  record CheckView(String name, String state, String found, String next) {}

  @Operation(operationId = "checkEnvironment", summary = "Tries an environment and changes nothing")
  @PostMapping
  List<CheckView> check(@PathVariable String application, @PathVariable String environment)
      throws InterruptedException {
    Application defined = Defined.application(applications, application);
    Environment target = Defined.environment(defined, environment);
    return check.check(defined, target, secrets).stream()
        .map(
            line ->
                new CheckView(
                    line.name(),
                    line.verdict().name().toLowerCase(Locale.ROOT),
                    line.found(),
                    line.next()))
        .toList();
  }
}
