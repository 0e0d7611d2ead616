package dev.slipway.engine.step;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.node.Node;
import dev.slipway.workers.loop.WorkSource;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Opens a source of work for a worker, in this process or behind the HTTP API. */
@Component
public class WorkSources {

  private final StepClaims claims;
  private final StepCompletion completion;
  private final StepLogs logs;
  private final Bell bell;
  private final RunSecrets secrets;
  private final Node node;

  WorkSources(
      StepClaims claims,
      StepCompletion completion,
      StepLogs logs,
      Bell bell,
      RunSecrets secrets,
      Node node) {
    this.node = node;
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
    return of(worker, WorkLimits.NONE, () -> true);
  }

  /**
   * A source of work for a worker that may come and go.
   *
   * @param there asked right before each try to claim; while it says no, nothing is claimed
   */
  public WorkSource of(String worker, WorkLimits limits, BooleanSupplier there) {
    return new EngineWorkSource(
        worker,
        limits,
        () -> node.mayAct() && there.getAsBoolean(),
        claims,
        completion,
        logs,
        bell,
        secrets);
  }
}
