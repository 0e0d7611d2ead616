package dev.slipway.workers.step;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.SecretReference;
import java.time.Instant;
import java.util.Optional;

/** Everything a worker may know and do while it performs one step. */
public interface StepContext {

  /** The step's identity: the same for every attempt. */
  StepKey key();

  /**
   * Counts from 1, one more for each failure. Whatever it is, the step may have happened already,
   * wholly or in part: the worker before may have been killed.
   */
  int attempt();

  RunFacts run();

  /** Goes with every change of a target, which refuses it once a newer one has been there. */
  FencingToken fencing();

  /** The application as it was defined when the run started. */
  Application application();

  /** The environment this run changes, as it was defined when the run started. */
  Environment environment();

  /** The newest effect of this type that an earlier step of this run has proven. */
  <E extends Effect> Optional<E> effect(Class<E> type);

  /**
   * The newest effect of this type.
   *
   * @throws StepFailedException if no step of this run has proven one
   */
  <E extends Effect> E requireEffect(Class<E> type) throws StepFailedException;

  StepLog log();

  /** Tells people what the step does just now, such as {@code 3 of 5 checks passed}. */
  void progress(String what);

  /** When the attempt counts as failed, by the clock that workers measure waits with. */
  Instant deadline();

  /**
   * To be called in every loop and between any two waits.
   *
   * @throws StepStoppedException if the run was cancelled, or the step went to another worker, or
   *     may have, because the worker has not been able to renew its claim for too long
   */
  void checkStop() throws StepStoppedException;

  /**
   * Resolves a secret at the moment of its use. Its value is masked in everything the step logs
   * from then on.
   *
   * @throws StepFailedException if there is no such secret
   */
  Secret secret(SecretReference reference) throws StepFailedException;
}
