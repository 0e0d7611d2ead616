package dev.slipway.engine.flow;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.FencingToken;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepLog;
import java.time.Instant;
import java.util.Optional;

/** What the engine's own workers see of a step: they need its run, and nothing else. */
record HandContext(Claim claim) implements StepContext {

  @Override
  public StepKey key() {
    return claim.key();
  }

  @Override
  public int attempt() {
    return claim.attempt();
  }

  @Override
  public RunFacts run() {
    return claim.run();
  }

  @Override
  public FencingToken fencing() {
    return new FencingToken(claim.run().leaseFence(), claim.key(), claim.fence());
  }

  @Override
  public Instant deadline() {
    return claim.deadline();
  }

  @Override
  public Application application() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Environment environment() {
    RunFacts run = claim.run();
    return Definitions.require("the test's file", run.definition())
        .environment(run.environment())
        .orElseThrow();
  }

  @Override
  public <E extends Effect> Optional<E> effect(Class<E> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <E extends Effect> E requireEffect(Class<E> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StepLog log() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void progress(String what) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void checkStop() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Secret secret(SecretReference reference) {
    throw new UnsupportedOperationException();
  }
}
