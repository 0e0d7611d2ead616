package dev.slipway.workers.loop;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.StepWorker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs steps and reports how they ended, until it is told to leave; what it cannot bring to an
 * end it gives back.
 */
final class StepPerformer {

  private static final Logger LOG = LoggerFactory.getLogger(StepPerformer.class);

  /** The name of a thread that waits for a step to perform. */
  static final String UNOCCUPIED = "slipway-step";

  private static final Duration REPORTING = Duration.ofMinutes(10);

  private final Map<Topic, StepWorker> workers;
  private final WorkSource source;
  private final StepRunner runner;
  private final Heartbeat heartbeat;
  private final Clock clock;
  private final Clock wall;
  private final Set<HeldStep> held = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;

  /**
   * @param clock measures deadlines and waits; the workers' own
   * @param wall dates what people read
   */
  StepPerformer(
      Map<Topic, StepWorker> workers,
      WorkSource source,
      StepRunner runner,
      Heartbeat heartbeat,
      Clock clock,
      Clock wall) {
    this.workers = workers;
    this.source = source;
    this.runner = runner;
    this.heartbeat = heartbeat;
    this.clock = clock;
    this.wall = wall;
  }

  /** Holds a claim from now on; empty if it cannot be performed here, and was given back. */
  Optional<HeldStep> take(Claim claim) {
    if (leaving || !workers.containsKey(claim.topic())) {
      giveBack(claim);
      return Optional.empty();
    }
    HeldStep step = new HeldStep(claim, clock);
    held.add(step);
    if (leaving) {
      step.handOver();
    }
    return Optional.of(step);
  }

  /** Performs a step, and then whatever follows it in its run, in the calling thread. */
  void performAll(HeldStep first) {
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
      Thread.currentThread().setName(UNOCCUPIED);
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
            sending -> PatientThread.start("slipway-log-" + claim.key(), sending));
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
        if (leaving) {
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
        List<Claim> next = source.complete(claim, report, leaving ? Set.of() : workers.keySet());
        next.stream().skip(1).forEach(this::giveBack);
        return next.stream().findFirst().flatMap(this::take);
      } catch (NoLongerYoursException e) {
        LOG.warn("{}; its result is dropped", e.getMessage());
        return Optional.empty();
      } catch (RuntimeException e) {
        LOG.warn("The result of {} could not be reported: {}", claim.key(), e.toString());
        if (leaving || step.lost() || !clock.instant().isBefore(until)) {
          giveBack(claim);
          return Optional.empty();
        }
      }
      PatientThread.sleep(pause);
      pause = pause.compareTo(Duration.ofSeconds(5)) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  /** Gives a step back that nobody performs. */
  void putDown(HeldStep step) {
    held.remove(step);
    giveBack(step.claim());
  }

  void giveBack(Claim claim) {
    try {
      source.giveBack(claim);
    } catch (RuntimeException e) {
      LOG.warn(
          "Step {} could not be given back; its lock will run out: {}", claim.key(), e.toString());
    }
  }

  /** Takes nothing more, and asks every step, also again, to leave its work to the next worker. */
  void leave() {
    leaving = true;
    held.stream().filter(step -> !step.handedOver()).forEach(HeldStep::handOver);
  }

  /** Whether it was told to leave. */
  boolean leaving() {
    return leaving;
  }

  /** Whether it holds nothing. */
  boolean idle() {
    return held.isEmpty();
  }

  /** Gives back what it still holds, whoever performs it yet. */
  void giveBackAll() {
    held.forEach(step -> giveBack(step.claim()));
  }
}
