package dev.slipway.bench.server;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.LogLine;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.Renewal;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.step.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a reported step was its run's last for now, and stops claiming without leaving a
 * question open: a server that is still asked when nobody listens any more claims for nobody.
 */
final class EndWatch implements WorkSource {

  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(1);

  private final WorkSource source;
  private final ReentrantLock asking = new ReentrantLock(true);
  private volatile boolean over;
  private final BlockingQueue<Long> ends = new LinkedBlockingQueue<>();

  EndWatch(WorkSource source) {
    this.source = source;
  }

  /** When the next end was answered, by {@link System#nanoTime}; null if none is in time. */
  @Nullable Long awaitEnd(Duration atMost) throws InterruptedException {
    return ends.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public List<Claim> complete(Claim claim, StepReport report, Set<Topic> next)
      throws NoLongerYoursException {
    List<Claim> claims = source.complete(claim, report, next);
    if (claims.isEmpty()) {
      ends.add(System.nanoTime());
    }
    return claims;
  }

  @Override
  public List<Claim> claim(Set<Topic> topics, int most, Duration wait) throws InterruptedException {
    asking.lock();
    try {
      if (!over) {
        return source.claim(
            topics, most, wait.compareTo(LONGEST_QUESTION) < 0 ? wait : LONGEST_QUESTION);
      }
    } finally {
      asking.unlock();
    }
    Thread.sleep(wait);
    return List.of();
  }

  /** Claims no more; the last answer has come when this returns. */
  void stopClaiming() {
    asking.lock();
    try {
      over = true;
    } finally {
      asking.unlock();
    }
  }

  @Override
  public Renewal renew(Claim claim) throws NoLongerYoursException {
    return source.renew(claim);
  }

  @Override
  public void log(Claim claim, List<LogLine> lines) throws NoLongerYoursException {
    source.log(claim, lines);
  }

  @Override
  public void progress(Claim claim, String what) throws NoLongerYoursException {
    source.progress(claim, what);
  }

  @Override
  public void giveBack(Claim claim) {
    source.giveBack(claim);
  }

  @Override
  public List<Secret> secret(Claim claim, String name) throws NoLongerYoursException {
    return source.secret(claim, name);
  }
}
