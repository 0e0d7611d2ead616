package dev.slipway.workers.loop;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Steps kept in memory, with the faults of a server on demand. */
final class MemoryWork implements WorkSource {

  static final Topic FETCH = new Topic("fetch");
  static final Topic BUILD = new Topic("build");

  /** A report as it came. */
  record Reported(StepKey key, StepReport report) {}

  /** How the server answers who asks for work. */
  @FunctionalInterface
  interface Answer {
    Claim await() throws IOException;
  }

  /** Given before anything that is ready. */
  final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  final BlockingQueue<Reported> reports = new LinkedBlockingQueue<>();
  final BlockingQueue<StepKey> givenBack = new LinkedBlockingQueue<>();
  final List<LogLine> lines = new CopyOnWriteArrayList<>();
  final List<Integer> batches = new CopyOnWriteArrayList<>();
  final List<String> progress = new CopyOnWriteArrayList<>();
  final AtomicInteger renewals = new AtomicInteger();
  final AtomicInteger outages = new AtomicInteger();
  final AtomicBoolean silent = new AtomicBoolean();
  final AtomicReference<String> refusal = new AtomicReference<>("");
  final Set<StepKey> cancelled = ConcurrentHashMap.newKeySet();
  final Set<StepKey> lost = ConcurrentHashMap.newKeySet();
  final Map<String, String> secrets = new ConcurrentHashMap<>();
  final Map<String, String> refusedSecrets = new ConcurrentHashMap<>();
  final Map<StepKey, Claim> followers = new ConcurrentHashMap<>();

  private final BlockingQueue<Claim> ready = new LinkedBlockingQueue<>();
  private final Duration lock;

  MemoryWork(Duration lock) {
    this.lock = lock;
  }

  Claim offer(String key, Topic topic, Duration deadline, EffectDocument... effects) {
    Claim claim = newClaim(key, topic, deadline, effects);
    ready.add(claim);
    return claim;
  }

  Claim newClaim(String key, Topic topic, Duration deadline, EffectDocument... effects) {
    Instant now = Instant.now();
    return new Claim(
        new StepKey(key),
        topic,
        1,
        1,
        lock,
        deadline,
        now.plus(deadline),
        new RunFacts(
            7,
            "release",
            "shop",
            "staging",
            "the definition",
            "main",
            "r7-1a2b3c4d5e",
            "mia",
            0,
            false,
            null,
            null,
            List.of(),
            null),
        List.of(effects));
  }

  Reported nextReport() throws InterruptedException {
    Reported reported = reports.poll(30, TimeUnit.SECONDS);
    if (reported == null) {
      throw new AssertionError("No step was reported");
    }
    return reported;
  }

  private void outage() {
    if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the server is away");
    }
  }

  private void requireHeld(Claim claim) throws NoLongerYoursException {
    if (lost.contains(claim.key())) {
      throw new NoLongerYoursException(claim.key());
    }
  }

  @Override
  public List<Claim> claim(Set<Topic> topics, int most, Duration wait) throws InterruptedException {
    outage();
    if (!refusal.get().isEmpty()) {
      throw new WorkerRefusedException(refusal.get());
    }
    Answer answer = answers.poll();
    if (answer != null) {
      try {
        return List.of(answer.await());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Claim claim = ready.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    return claim == null ? List.of() : List.of(claim);
  }

  @Override
  public Renewal renew(Claim claim) throws NoLongerYoursException {
    while (silent.get()) {
      LockSupport.parkNanos(10_000_000);
    }
    requireHeld(claim);
    renewals.incrementAndGet();
    return new Renewal(lock.toMillis(), cancelled.contains(claim.key()));
  }

  @Override
  public void log(Claim claim, List<LogLine> batch) throws NoLongerYoursException {
    outage();
    requireHeld(claim);
    batches.add(batch.size());
    lines.addAll(batch);
  }

  @Override
  public void progress(Claim claim, String what) throws NoLongerYoursException {
    requireHeld(claim);
    progress.add(what);
  }

  @Override
  public List<Claim> complete(Claim claim, StepReport report, Set<Topic> next)
      throws NoLongerYoursException {
    outage();
    requireHeld(claim);
    reports.add(new Reported(claim.key(), report));
    Claim follower = followers.get(claim.key());
    return follower != null && next.contains(follower.topic()) ? List.of(follower) : List.of();
  }

  @Override
  public void giveBack(Claim claim) {
    givenBack.add(claim.key());
  }

  @Override
  public List<Secret> secret(Claim claim, String name) throws NoLongerYoursException {
    requireHeld(claim);
    String refused = refusedSecrets.get(name);
    if (refused != null) {
      throw new SecretNotGivenException(refused);
    }
    String value = secrets.get(name);
    return value == null ? List.of() : List.of(new Secret(name, value));
  }
}
