package dev.slipway.workers.loop;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Application;
import dev.slipway.workers.step.StepWorker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims steps, performs each in a thread of its own, and reports how they ended; goes on until it
 * is closed, whatever happens to the work source meanwhile.
 */
public final class WorkerLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);
  private static final Duration CLAIM_WAIT = Duration.ofSeconds(20);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(15);
  private static final Duration REPORTING = Duration.ofMinutes(10);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final String node;
  private final Map<Topic, StepWorker> workers;
  private final WorkSource source;
  private final int concurrency;
  private final Clock clock;
  private final Clock wall;
  private final Semaphore slots;

  /**
   * Few, and mostly waiting for a database or a host: virtual threads would only add their own
   * scheduling to each answer.
   */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("slipway-step").factory());

  private final Heartbeat heartbeat;
  private final StepRunner runner;
  private final Set<HeldStep> held = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<String> refused = new CompletableFuture<>();
  private volatile boolean closing;
  private @Nullable Thread claimer;

  /**
   * @param node names this worker in logs; the same after a restart
   * @param workers one for each topic to serve
   * @param definitions reads an application file
   * @param concurrency how many steps may be performed at a time
   * @param clock measures deadlines and waits; the workers' own
   * @param wall dates what people read
   * @throws IllegalArgumentException if two workers serve one topic
   */
  public WorkerLoop(
      String node,
      List<StepWorker> workers,
      WorkSource source,
      Function<String, Application> definitions,
      int concurrency,
      Clock clock,
      Clock wall) {
    this.node = node;
    this.workers = byTopic(workers);
    this.source = source;
    this.concurrency = concurrency;
    this.clock = clock;
    this.wall = wall;
    this.slots = new Semaphore(concurrency);
    this.heartbeat = new Heartbeat(source);
    this.runner =
        new StepRunner(source, new ParsedDefinitions(definitions), new EffectCodec(), wall);
  }

  private static Map<Topic, StepWorker> byTopic(List<StepWorker> workers) {
    return workers.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                StepWorker::topic,
                Function.identity(),
                (one, other) -> {
                  throw new IllegalArgumentException(
                      "Two workers serve the topic "
                          + one.topic()
                          + ": "
                          + one.getClass().getName()
                          + " and "
                          + other.getClass().getName());
                }));
  }

  /** Starts to claim. */
  public synchronized void start() {
    if (claimer != null) {
      throw new IllegalStateException("The worker " + node + " was started already");
    }
    claimer = patient("slipway-claim-" + node, this::claimUntilClosed);
    LOG.info("Worker {} serves {} topics, {} steps at a time", node, workers.size(), concurrency);
  }

  /**
   * A thread whose wait for an answer outlasts an interrupt. Interrupting a virtual one closes the
   * socket it reads from (JEP 444), and with it the connection to the database, whose answer may
   * have given this worker a step.
   */
  private static Thread patient(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  /** Completed with the reason if the work source will have nothing more to do with this worker. */
  public CompletableFuture<String> refused() {
    return refused;
  }

  private void claimUntilClosed() {
    Duration backOff = Duration.ofMillis(250);
    while (!closing) {
      int free = 0;
      try {
        slots.acquire();
        free = 1 + slots.drainPermits();
        List<Claim> claims = source.claim(workers.keySet(), free, CLAIM_WAIT);
        if (closing) {
          // What was claimed in the last moment is to be given back undisturbed.
          Thread.interrupted();
        }
        for (Claim claim : claims) {
          if (free > 0 && begin(claim)) {
            free--;
          } else {
            giveBack(claim);
          }
        }
        backOff = Duration.ofMillis(250);
      } catch (InterruptedException e) {
        if (!closing) {
          LOG.debug("Worker {} was interrupted while it claimed; going on", node);
        }
      } catch (WorkerRefusedException e) {
        refused.complete(String.valueOf(e.getMessage()));
        return;
      } catch (RuntimeException e) {
        if (closing) {
          return;
        }
        LOG.warn(
            "Worker {} got no work, trying again in {} ms: {}",
            node,
            backOff.toMillis(),
            e.toString());
        sleep(backOff);
        Duration doubled = backOff.multipliedBy(2);
        backOff = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
      } finally {
        slots.release(free);
      }
    }
  }

  /** Takes a slot for the claim; false if it cannot be performed here. */
  private boolean begin(Claim claim) {
    if (closing || !workers.containsKey(claim.topic())) {
      return false;
    }
    HeldStep step = new HeldStep(claim, clock);
    held.add(step);
    threads.execute(() -> performAll(step));
    return true;
  }

  /** Performs a step, and then whatever follows it in its run, in the same slot. */
  private void performAll(HeldStep first) {
    HeldStep step = first;
    try {
      while (true) {
        Thread.currentThread().setName("slipway-step-" + step.claim().key());
        Optional<HeldStep> next = perform(step);
        held.remove(step);
        if (next.isEmpty()) {
          return;
        }
        step = next.get();
      }
    } catch (RuntimeException | Error e) {
      LOG.error("Step {} could not be brought to its end", step.claim().key(), e);
      giveBack(step.claim());
    } finally {
      held.remove(step);
      Thread.currentThread().setName("slipway-step");
      slots.release();
    }
  }

  private Optional<HeldStep> perform(HeldStep step) {
    Claim claim = step.claim();
    StepWorker worker = workers.get(claim.topic());
    if (worker == null) {
      giveBack(claim);
      return Optional.empty();
    }
    SecretMask mask = new SecretMask();
    StepJournal journal =
        new StepJournal(
            claim,
            source,
            mask,
            wall,
            step::lose,
            sending -> patient("slipway-log-" + claim.key(), sending));
    Duration untilDeadline = Duration.between(clock.instant(), step.deadline());
    Heartbeat.Watch watch = heartbeat.watch(step, untilDeadline);
    try {
      Optional<StepReport> report = runner.run(worker, step, journal, mask);
      journal.close();
      boolean sent = awaitSent(journal);
      journal.stop();
      if (report.isEmpty() || step.lost() || !sent) {
        giveBack(claim);
        return Optional.empty();
      }
      return report(step, report.get());
    } finally {
      watch.close();
    }
  }

  private boolean awaitSent(StepJournal journal) {
    Instant until = clock.instant().plus(REPORTING);
    try {
      while (clock.instant().isBefore(until)) {
        if (journal.awaitSent(Duration.ofMillis(500))) {
          return true;
        }
        if (closing) {
          return journal.awaitSent(Duration.ofSeconds(2));
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted while the last of a log was sent");
    }
    return false;
  }

  private Optional<HeldStep> report(HeldStep step, StepReport report) {
    Claim claim = step.claim();
    Instant until = clock.instant().plus(REPORTING);
    Duration pause = Duration.ofMillis(250);
    while (true) {
      try {
        List<Claim> next = source.complete(claim, report, closing ? Set.of() : workers.keySet());
        next.stream().skip(1).forEach(this::giveBack);
        return next.stream().findFirst().flatMap(this::takeOver);
      } catch (NoLongerYoursException e) {
        LOG.warn("{}; its result is dropped", e.getMessage());
        return Optional.empty();
      } catch (RuntimeException e) {
        LOG.warn("The result of {} could not be reported: {}", claim.key(), e.toString());
        if (closing || step.lost() || !clock.instant().isBefore(until)) {
          giveBack(claim);
          return Optional.empty();
        }
      }
      sleep(pause);
      pause = pause.compareTo(Duration.ofSeconds(5)) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  private Optional<HeldStep> takeOver(Claim claim) {
    if (closing || !workers.containsKey(claim.topic())) {
      giveBack(claim);
      return Optional.empty();
    }
    HeldStep step = new HeldStep(claim, clock);
    held.add(step);
    if (closing) {
      step.handOver();
    }
    return Optional.of(step);
  }

  private void giveBack(Claim claim) {
    try {
      source.giveBack(claim);
    } catch (RuntimeException e) {
      LOG.warn(
          "Step {} could not be given back; its lock will run out: {}", claim.key(), e.toString());
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      // Only closing interrupts, and whoever sleeps looks for it next.
      LOG.debug("Woken up early");
    }
  }

  /**
   * Claims no more, asks every step to leave its work to the next worker, and gives everything
   * back, within about ten seconds.
   */
  @Override
  public void close() {
    Thread claiming;
    synchronized (this) {
      closing = true;
      claiming = claimer;
    }
    if (claiming != null) {
      claiming.interrupt();
    }
    held.forEach(HeldStep::handOver);
    boolean interrupted = false;
    Instant until = clock.instant().plus(CLOSING);
    while (!(held.isEmpty() && (claiming == null || !claiming.isAlive()))
        && clock.instant().isBefore(until)
        && !interrupted) {
      held.stream().filter(step -> !step.handedOver()).forEach(HeldStep::handOver);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    held.forEach(step -> giveBack(step.claim()));
    heartbeat.close();
    threads.shutdown();
    LOG.info("Worker {} has stopped", node);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
