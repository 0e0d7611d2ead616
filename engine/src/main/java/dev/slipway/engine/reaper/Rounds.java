package dev.slipway.engine.reaper;

import dev.slipway.engine.lease.Leases;
import dev.slipway.engine.task.Reminders;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps leases alive, lets the reaper go its rounds and reminds of tasks, as long as the server
 * runs.
 */
@Component
class Rounds implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final Leases leases;
  private final Reaper reaper;
  private final Reminders reminders;
  private final ReaperProperties properties;
  private @Nullable ScheduledExecutorService timer;

  Rounds(Leases leases, Reaper reaper, Reminders reminders, ReaperProperties properties) {
    this.leases = leases;
    this.reaper = reaper;
    this.reminders = reminders;
    this.properties = properties;
  }

  @Override
  public synchronized void start() {
    long every = properties.every().toMillis();
    if (every == 0 || timer != null) {
      return;
    }
    var started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slipway-reaper").factory());
    ScheduledFuture<?> unused =
        started.scheduleWithFixedDelay(this::round, every, every, TimeUnit.MILLISECONDS);
    timer = started;
  }

  private void round() {
    each(
        "The reaper's round",
        () -> {
          leases.keep();
          reaper.round();
        });
    each("Reminding of tasks", reminders::round);
  }

  private static void each(String what, Runnable duty) {
    try {
      duty.run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed, the next one follows: {}", what, e.toString());
    }
  }

  @Override
  public synchronized void stop() {
    var running = timer;
    timer = null;
    if (running != null) {
      running.shutdownNow();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }
}
