package dev.slipway.engine.api;

import dev.slipway.engine.definition.Applications;
import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.host.CheckLine;
import dev.slipway.workers.host.EnvironmentCheck;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries an environment, and changes nothing. */
@RestController
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

  @PostMapping
  List<CheckLine> check(@PathVariable String application, @PathVariable String environment)
      throws InterruptedException {
    Application defined = Defined.application(applications, application);
    Environment target = Defined.environment(defined, environment);
    return check.check(defined, target, secrets);
  }
}
