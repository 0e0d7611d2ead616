package dev.slipway.workers.loop;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the locks of held steps alive, and watches their deadlines, with one timer for all. */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** How long a step may clean up behind itself once its deadline has passed. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private final WorkSource source;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("slipway-heartbeat").factory());

  Heartbeat(WorkSource source) {
    this.source = source;
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Watches over a step until the returned handle is closed. */
  Watch watch(HeldStep step, Duration untilDeadline) {
    ScheduledFuture<?> overdue =
        timer.schedule(
            step::interruptOverdue, untilDeadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    Watch watch = new Watch(step, overdue);
    if (step.claim().run().cancelled()) {
      // Whether that stops this step is not for the worker to say, and it must know at once.
      watch.renew();
    } else {
      watch.plan();
    }
    return watch;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One step being watched over. */
  final class Watch implements AutoCloseable {

    private final HeldStep step;
    private final ScheduledFuture<?> overdue;
    private volatile @Nullable ScheduledFuture<?> next;
    private volatile boolean closed;

    private Watch(HeldStep step, ScheduledFuture<?> overdue) {
      this.step = step;
      this.overdue = overdue;
    }

    private void plan() {
      Duration third = step.lockLeft().dividedBy(3);
      Duration pause = third.compareTo(SHORTEST) < 0 ? SHORTEST : third;
      if (!closed && !timer.isShutdown()) {
        // The call may wait for the network, which must not hold up the other steps.
        next =
            timer.schedule(
                () ->
                    Thread.ofVirtual()
                        .name("slipway-renew-" + step.claim().key())
                        .start(this::renew),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
      }
    }

    private void renew() {
      if (closed) {
        return;
      }
      try {
        long asked = System.nanoTime();
        Renewal renewal = source.renew(step.claim());
        step.renewed(asked, Duration.ofMillis(renewal.lockMillis()));
        if (renewal.cancelled()) {
          step.cancel();
        }
      } catch (NoLongerYoursException e) {
        lose(String.valueOf(e.getMessage()));
        return;
      } catch (RuntimeException e) {
        LOG.warn("The lock of {} could not be renewed: {}", step.claim().key(), e.toString());
        if (step.lockLeft().isZero()) {
          lose("Its lock ran out");
          return;
        }
      }
      plan();
    }

    private void lose(String why) {
      if (!closed) {
        LOG.warn("Step {} is let go: {}", step.claim().key(), why);
        step.lose();
      }
    }

    @Override
    public void close() {
      closed = true;
      overdue.cancel(false);
      ScheduledFuture<?> planned = next;
      if (planned != null) {
        planned.cancel(false);
      }
    }
  }
}
