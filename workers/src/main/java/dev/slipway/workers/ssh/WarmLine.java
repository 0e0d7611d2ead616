package dev.slipway.workers.ssh;

import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connection to one destination, made anew when it is broken. */
final class WarmLine {

  private final Destination destination;
  private final Dialer dialer;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection connection;
  private Instant used;
  private boolean closed;

  WarmLine(Destination destination, Dialer dialer, Clock clock) {
    this.destination = destination;
    this.dialer = dialer;
    this.clock = clock;
    this.used = clock.instant();
  }

  Destination destination() {
    return destination;
  }

  /** Connects if need be, trying as often as this, ever less often. */
  Connection connect(StepContext step, int attempts, StopCheck stop)
      throws StepFailedException, StepStoppedException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return connectOnce(step, stop);
      } catch (StepFailedException e) {
        if (!e.failure().retriable() || attempt >= attempts) {
          throw e;
        }
      }
      Pause.of(1000L << Math.min(4, attempt - 1), stop);
    }
  }

  private Connection connectOnce(StepContext step, StopCheck stop)
      throws StepFailedException, StepStoppedException, InterruptedException {
    while (!lock.tryLock(500, TimeUnit.MILLISECONDS)) {
      stop.check();
    }
    try {
      if (closed) {
        throw new StepFailedException(
            Failure.of(
                    "Connecting to " + destination, "The worker shuts down", "Wait for its restart")
                .retry());
      }
      Connection warm = connection;
      if (warm == null || !warm.alive()) {
        connection = null;
        warm = dialer.dial(destination, step);
        connection = warm;
      }
      used = clock.instant();
      return warm;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up a connection that does not answer any more. */
  void abandon(Connection broken) {
    broken.close();
  }

  /** Hangs up if nobody has used the connection for so long; the next use makes it anew. */
  void hangUpAfter(Duration idle) {
    if (!lock.tryLock()) {
      return;
    }
    try {
      Connection warm = connection;
      if (warm != null && warm.idle() && used.plus(idle).isBefore(clock.instant())) {
        warm.close();
        connection = null;
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      if (connection != null) {
        connection.close();
        connection = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
