package dev.slipway.workers.ssh;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.FencingToken;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepLog;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A step that keeps its log, and stops when it is told to. */
final class TestStep implements StepContext, StepLog {

  private final StepKey key;
  private final int attempt;
  private final Map<String, String> secrets;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<StepStoppedException.@Nullable Reason> stop =
      new AtomicReference<>();
  private final AtomicReference<Consumer<String>> listener = new AtomicReference<>(line -> {});
  private volatile Instant deadline = Instant.now().plusSeconds(120);
  private FencingToken fencing;

  TestStep(String key, int attempt, Map<String, String> secrets) {
    this.key = new StepKey(key);
    this.fencing = new FencingToken(0, this.key, 1);
    this.attempt = attempt;
    this.secrets = secrets;
  }

  List<String> lines() {
    return lines;
  }

  void stop(StepStoppedException.Reason reason) {
    stop.set(reason);
  }

  /** As if the step had been claimed that long ago, and nobody had come by until now. */
  void overdue() {
    deadline = Instant.now().minusSeconds(1);
    stop(StepStoppedException.Reason.CANCELLED);
  }

  /** Runs for each line of the log as it comes. */
  void onLine(Consumer<String> consumer) {
    listener.set(consumer);
  }

  @Override
  public StepKey key() {
    return key;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public RunFacts run() {
    throw new UnsupportedOperationException();
  }

  /** Lets the step be performed under this lease and claim. */
  TestStep under(long lease, long claim) {
    fencing = new FencingToken(lease, key, claim);
    return this;
  }

  @Override
  public FencingToken fencing() {
    return fencing;
  }

  @Override
  public Application application() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Environment environment() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <E extends Effect> Optional<E> effect(Class<E> type) {
    return Optional.empty();
  }

  @Override
  public <E extends Effect> E requireEffect(Class<E> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StepLog log() {
    return this;
  }

  @Override
  public void progress(String what) {}

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public void checkStop() throws StepStoppedException {
    StepStoppedException.Reason reason = stop.get();
    if (reason != null) {
      throw new StepStoppedException(reason);
    }
  }

  @Override
  public Secret secret(SecretReference reference) throws StepFailedException {
    String value = secrets.get(reference.name());
    if (value == null) {
      throw new StepFailedException(Failure.of("Secret", "none of this name", "store it"));
    }
    return new Secret(reference.name(), value);
  }

  @Override
  public void note(String line) {
    add("note " + line);
  }

  @Override
  public void out(String line) {
    add("out " + line);
  }

  @Override
  public void err(String line) {
    add("err " + line);
  }

  private void add(String line) {
    lines.add(line);
    listener.get().accept(line);
  }
}
