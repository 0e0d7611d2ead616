package dev.slipway.workers.loop;

import dev.slipway.workers.step.StepStoppedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A claim while this worker has it: whether it must stop, and which thread performs it. */
final class HeldStep {

  private final Claim claim;
  private final Clock clock;
  private final Instant deadline;
  private @Nullable Reason stop;
  private @Nullable Thread performer;
  private boolean lost;
  private boolean overdue;
  private long lockEnds;

  /**
   * @param clock measures deadlines and waits
   */
  HeldStep(Claim claim, Clock clock) {
    this.claim = claim;
    this.clock = clock;
    this.deadline = clock.instant().plus(claim.timeLeft());
    this.lockEnds = System.nanoTime() + claim.lock().toNanos();
  }

  Claim claim() {
    return claim;
  }

  synchronized void performedBy(Thread thread) {
    performer = thread;
    if (stop == Reason.HANDED_OVER) {
      thread.interrupt();
    }
  }

  /** From here on nothing interrupts the thread any more. */
  synchronized void performed() {
    performer = null;
    // A late interrupt must not reach the report.
    Thread.interrupted();
  }

  /** The run was cancelled. */
  synchronized void cancel() {
    if (stop == null) {
      stop = Reason.CANCELLED;
    }
  }

  /** The worker shuts down. */
  synchronized void handOver() {
    stop = Reason.HANDED_OVER;
    interrupt();
  }

  /** Somebody else has the step. */
  synchronized void lose() {
    lost = true;
    handOver();
  }

  /** The step did not end though its deadline has long passed. */
  synchronized void interruptOverdue() {
    overdue = true;
    interrupt();
  }

  private synchronized void interrupt() {
    if (performer != null) {
      performer.interrupt();
    }
  }

  synchronized boolean lost() {
    return lost;
  }

  synchronized boolean handedOver() {
    return stop == Reason.HANDED_OVER;
  }

  synchronized boolean cancelled() {
    return stop == Reason.CANCELLED;
  }

  synchronized boolean interruptedOverdue() {
    return overdue;
  }

  /** By the clock that measures deadlines and waits. */
  Instant deadline() {
    return deadline;
  }

  boolean pastDeadline() {
    return !clock.instant().isBefore(deadline);
  }

  /**
   * Why to stop now, if at all. Past its deadline a step cleans up as if it were cancelled. One
   * whose lock has run out may be in other hands already, so it changes nothing more.
   */
  synchronized Optional<Reason> stop() {
    if (lockLeft().isZero()) {
      return Optional.of(Reason.HANDED_OVER);
    }
    if (stop != null) {
      return Optional.of(stop);
    }
    return pastDeadline() ? Optional.of(Reason.CANCELLED) : Optional.empty();
  }

  /**
   * The lock was renewed.
   *
   * @param asked when that was asked for, by {@link System#nanoTime()}
   */
  synchronized void renewed(long asked, Duration lock) {
    lockEnds = asked + lock.toNanos();
  }

  /**
   * How long the lock still holds; never less than nothing. Measured by a clock that nobody sets,
   * and that goes on while the process is stopped.
   */
  synchronized Duration lockLeft() {
    return Duration.ofNanos(Math.max(0, lockEnds - System.nanoTime()));
  }
}
