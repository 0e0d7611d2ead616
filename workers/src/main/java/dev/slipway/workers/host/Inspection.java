package dev.slipway.workers.host;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.workers.git.SecretLookup;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.FencingToken;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at an environment as a step would, with no run behind it and without changing anything. */
record Inspection(
    Application application, Environment environment, SecretLookup secrets, Instant deadline)
    implements StepContext {

  private static final StepLog SILENT =
      new StepLog() {
        @Override
        public void note(String line) {}

        @Override
        public void out(String line) {}

        @Override
        public void err(String line) {}
      };

  @Override
  public StepKey key() {
    return new StepKey("0-check");
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public RunFacts run() {
    return new RunFacts(
        0,
        "check",
        application.name(),
        environment.name(),
        "",
        "",
        "none",
        "check",
        0,
        false,
        null,
        null,
        List.of(),
        null);
  }

  @Override
  public FencingToken fencing() {
    return new FencingToken(0, key(), 1);
  }

  @Override
  public <E extends Effect> Optional<E> effect(Class<E> type) {
    return Optional.empty();
  }

  @Override
  public <E extends Effect> E requireEffect(Class<E> type) throws StepFailedException {
    throw new StepFailedException(
        Failure.of(type.getSimpleName(), "a check has no effects", "Start a run"));
  }

  @Override
  public StepLog log() {
    return SILENT;
  }

  @Override
  public void progress(String what) {}

  @Override
  public void checkStop() {}

  @Override
  public Secret secret(SecretReference reference) throws StepFailedException {
    return secrets.secret(reference);
  }
}
