package dev.slipway.engine.step;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.workers.loop.WorkSource;
import org.springframework.stereotype.Component;

/** Opens a source of work for a worker, in this process or behind the HTTP API. */
@Component
public class WorkSources {

  private final StepClaims claims;
  private final StepCompletion completion;
  private final StepLogs logs;
  private final Bell bell;
  private final RunSecrets secrets;

  WorkSources(
      StepClaims claims, StepCompletion completion, StepLogs logs, Bell bell, RunSecrets secrets) {
    this.claims = claims;
    this.completion = completion;
    this.logs = logs;
    this.bell = bell;
    this.secrets = secrets;
  }

  /**
   * A source of work.
   *
   * @param worker the worker's name, shown to people as the one who has a step in hand
   */
  public WorkSource of(String worker) {
    return new EngineWorkSource(worker, claims, completion, logs, bell, secrets);
  }
}
