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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final String node;
  private final Map<Topic, StepWorker> workers;
  private final WorkSource source;
  private final int concurrency;
  private final Clock clock;
  private final Semaphore slots;

  /**
   * Few, and mostly waiting for a database or a host: virtual threads would only add their own
   * scheduling to each answer.
   */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name(StepPerformer.UNOCCUPIED).factory());

  private final Heartbeat heartbeat;
  private final StepPerformer performer;
  private final CompletableFuture<String> refused = new CompletableFuture<>();
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
    this.slots = new Semaphore(concurrency);
    this.heartbeat = new Heartbeat(source);
    this.performer =
        new StepPerformer(
            this.workers,
            source,
            new StepRunner(source, new ParsedDefinitions(definitions), new EffectCodec(), wall),
            heartbeat,
            clock,
            wall);
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
    claimer = PatientThread.start("slipway-claim-" + node, this::claimUntilClosed);
    LOG.info("Worker {} serves {} topics, {} steps at a time", node, workers.size(), concurrency);
  }

  /** Completed with the reason if the work source will have nothing more to do with this worker. */
  public CompletableFuture<String> refused() {
    return refused;
  }

  private void claimUntilClosed() {
    Duration backOff = Duration.ofMillis(250);
    while (!performer.leaving()) {
      int free = 0;
      try {
        slots.acquire();
        free = 1 + slots.drainPermits();
        List<Claim> claims = source.claim(workers.keySet(), free, CLAIM_WAIT);
        if (performer.leaving()) {
          // What was claimed in the last moment is to be given back undisturbed.
          Thread.interrupted();
        }
        for (Claim claim : claims) {
          if (free == 0) {
            performer.giveBack(claim);
          } else if (begin(claim)) {
            free--;
          }
        }
        backOff = Duration.ofMillis(250);
      } catch (InterruptedException e) {
        if (!performer.leaving()) {
          LOG.debug("Worker {} was interrupted while it claimed; going on", node);
        }
      } catch (WorkerRefusedException e) {
        refused.complete(String.valueOf(e.getMessage()));
        return;
      } catch (RuntimeException e) {
        if (performer.leaving()) {
          return;
        }
        LOG.warn(
            "Worker {} got no work, trying again in {} ms: {}",
            node,
            backOff.toMillis(),
            e.toString());
        PatientThread.sleep(backOff);
        Duration doubled = backOff.multipliedBy(2);
        backOff = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
      } finally {
        slots.release(free);
      }
    }
  }

  /** Lets a claim be performed; false if it cannot be here, and was given back. */
  private boolean begin(Claim claim) {
    Optional<HeldStep> step = performer.take(claim);
    try {
      step.ifPresent(taken -> threads.execute(() -> performInSlot(taken)));
      return step.isPresent();
    } catch (RejectedExecutionException e) {
      step.ifPresent(performer::putDown);
      return false;
    }
  }

  private void performInSlot(HeldStep step) {
    try {
      performer.performAll(step);
    } finally {
      slots.release();
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
      performer.leave();
      claiming = claimer;
    }
    if (claiming != null) {
      claiming.interrupt();
    }
    boolean interrupted = false;
    Instant until = clock.instant().plus(CLOSING);
    while (!(performer.idle() && (claiming == null || !claiming.isAlive()))
        && clock.instant().isBefore(until)
        && !interrupted) {
      performer.leave();
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    performer.giveBackAll();
    heartbeat.close();
    threads.shutdown();
    LOG.info("Worker {} has stopped", node);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
