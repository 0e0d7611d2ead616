package dev.slipway.engine.reaper;

import dev.slipway.engine.lease.Leases;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps leases alive and lets the reaper go its rounds, as long as the server runs. */
@Component
class Rounds implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final Leases leases;
  private final Reaper reaper;
  private final ReaperProperties properties;
  private @Nullable ScheduledExecutorService timer;

  Rounds(Leases leases, Reaper reaper, ReaperProperties properties) {
    this.leases = leases;
    this.reaper = reaper;
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
    try {
      leases.keep();
      reaper.round();
    } catch (RuntimeException e) {
      LOG.warn("The reaper's round failed, the next one follows: {}", e.toString());
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
