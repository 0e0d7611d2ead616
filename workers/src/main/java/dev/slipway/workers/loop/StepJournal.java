package dev.slipway.workers.loop;

import dev.slipway.workers.step.StepLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what one step says and sends it in batches, in order, from a thread of its own, which
 * begins with the first word. A step that says more than can be sent waits.
 */
final class StepJournal implements StepLog {

  private static final Logger LOG = LoggerFactory.getLogger(StepJournal.class);
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int BATCH_LINES = 4_000;
  private static final int BATCH_WEIGHT = 512 * 1024;
  private static final int MOST_HELD = 4 * BATCH_WEIGHT;

  /** What a line takes beside its text, in characters. */
  private static final int LINE_WEIGHT = 64;

  private static final Duration GATHER = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 500;

  private final Claim claim;
  private final WorkSource source;
  private final SecretMask mask;
  private final Clock clock;
  private final Runnable lost;
  private final Function<Runnable, Thread> threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<LogLine> held = new ArrayDeque<>();
  private long weight;
  private @Nullable String progress;
  private boolean closed;
  private boolean over;
  private @Nullable Thread sender;

  /**
   * @param lost told when the claim has gone to somebody else
   * @param threads starts the thread that sends
   */
  StepJournal(
      Claim claim,
      WorkSource source,
      SecretMask mask,
      Clock clock,
      Runnable lost,
      Function<Runnable, Thread> threads) {
    this.claim = claim;
    this.source = source;
    this.mask = mask;
    this.clock = clock;
    this.lost = lost;
    this.threads = threads;
  }

  @Override
  public void note(String line) {
    add(LogLine.Stream.NOTE, line);
  }

  @Override
  public void out(String line) {
    add(LogLine.Stream.OUT, line);
  }

  @Override
  public void err(String line) {
    add(LogLine.Stream.ERR, line);
  }

  void progress(String what) {
    lock.lock();
    try {
      progress = cut(mask.mask(what));
      beginToSend();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(LogLine.Stream stream, String text) {
    LogLine line = new LogLine(clock.instant(), stream, cut(mask.mask(text)));
    lock.lock();
    try {
      while (weight >= MOST_HELD && !over) {
        changed.awaitUninterruptibly();
      }
      if (!over) {
        boolean first = held.isEmpty();
        held.add(line);
        weight += weightOf(line);
        beginToSend();
        // Whoever gathers is not woken for every line.
        if (first || full()) {
          changed.signalAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void beginToSend() {
    if (sender == null && !over) {
      sender = threads.apply(this::send);
    }
  }

  private boolean full() {
    return held.size() >= BATCH_LINES || weight >= BATCH_WEIGHT;
  }

  private static long weightOf(LogLine line) {
    return LINE_WEIGHT + (long) line.text().length();
  }

  private static String cut(String line) {
    String flat = line.replace('\n', ' ').replace('\r', ' ');
    return flat.length() <= LONGEST_LINE ? flat : flat.substring(0, LONGEST_LINE - 1) + "…";
  }

  /** Sends until {@link #close} and the last line, or until the claim is lost. */
  private void send() {
    try {
      while (sendBatch()) {}
    } catch (NoLongerYoursException e) {
      LOG.info("{}; the rest of its log is dropped", e.getMessage());
      lost.run();
    } catch (InterruptedException e) {
      LOG.debug("Stopped sending the log of {}", claim.key());
    } finally {
      end();
    }
  }

  private boolean sendBatch() throws NoLongerYoursException, InterruptedException {
    List<LogLine> batch;
    String doing;
    lock.lockInterruptibly();
    try {
      while (held.isEmpty() && progress == null && !closed) {
        changed.await();
      }
      long left = GATHER.toNanos();
      while (!full() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      batch = batch();
      doing = progress;
      progress = null;
      if (batch.isEmpty() && doing == null) {
        return !closed;
      }
    } finally {
      lock.unlock();
    }
    if (!batch.isEmpty()) {
      untilTaken(() -> source.log(claim, batch));
      release(batch.size());
    }
    if (doing != null) {
      String what = doing;
      untilTaken(() -> source.progress(claim, what));
    }
    return true;
  }

  private List<LogLine> batch() {
    List<LogLine> batch = new ArrayList<>();
    long gathered = 0;
    for (LogLine line : held) {
      if (batch.size() >= BATCH_LINES || gathered >= BATCH_WEIGHT) {
        break;
      }
      batch.add(line);
      gathered += weightOf(line);
    }
    return batch;
  }

  @FunctionalInterface
  private interface Call {
    void run() throws NoLongerYoursException;
  }

  private void untilTaken(Call call) throws NoLongerYoursException, InterruptedException {
    while (true) {
      try {
        call.run();
        return;
      } catch (RuntimeException e) {
        LOG.warn("The log of {} could not be sent, trying again: {}", claim.key(), e.toString());
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private void release(int sent) {
    lock.lock();
    try {
      for (int i = 0; i < sent; i++) {
        weight -= weightOf(held.remove());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      over = true;
      held.clear();
      weight = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No more lines come. */
  void close() {
    lock.lock();
    try {
      closed = true;
      over = over || sender == null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Sends no more, whatever is left. */
  void stop() {
    lock.lock();
    try {
      if (sender != null) {
        sender.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything was sent; whether it was in time. */
  boolean awaitSent(Duration time) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.convert(time);
    lock.lockInterruptibly();
    try {
      while (!over && left > 0) {
        left = changed.awaitNanos(left);
      }
      return over;
    } finally {
      lock.unlock();
    }
  }
}
