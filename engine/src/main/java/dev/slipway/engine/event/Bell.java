package dev.slipway.engine.event;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for something to change, once the change is committed. A ring says only
 * where to look; whoever is woken reads the database, so a ring too many does no harm.
 */
@Component
public class Bell {

  private final ConcurrentHashMap<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private final BellWire wire;

  Bell(BellWire wire) {
    this.wire = wire;
    wire.onRing(this::strike);
  }

  /** Rings after the current transaction has committed, here and on every other server. */
  public void ring(String what) {
    Set<String> together = ringsOfThisTransaction();
    if (together == null) {
      wire.send(Set.of(what));
      strike(what);
    } else {
      together.add(what);
    }
  }

  /** Takes back what this transaction would ring: what it would have told of is dealt with. */
  public void unring(String what) {
    Set<String> together = ringsOfThisTransaction();
    if (together != null) {
      together.remove(what);
    }
  }

  private @Nullable Set<String> ringsOfThisTransaction() {
    return CommitTime.gather(this, wire::send, rings -> rings.forEach(this::strike));
  }

  /** Begins to listen; what rings from now on is not missed. */
  public Listener listen(String... what) {
    var listener = new Listener(List.of(what));
    for (String each : what) {
      listeners.computeIfAbsent(each, key -> new CopyOnWriteArraySet<>()).add(listener);
    }
    return listener;
  }

  private void strike(String what) {
    listeners.getOrDefault(what, Set.of()).forEach(Listener::wake);
  }

  /** One who listens, until closed. */
  public final class Listener implements AutoCloseable {

    private final List<String> what;
    private final Semaphore rung = new Semaphore(0);

    private Listener(List<String> what) {
      this.what = what;
    }

    private void wake() {
      rung.release();
    }

    /** Waits for the next ring, or returns false when none came in time. */
    public boolean await(Duration atMost) throws InterruptedException {
      boolean woken = rung.tryAcquire(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
      rung.drainPermits();
      return woken;
    }

    @Override
    public void close() {
      for (String each : what) {
        listeners.computeIfPresent(
            each,
            (key, all) -> {
              all.remove(this);
              return all.isEmpty() ? null : all;
            });
      }
    }
  }
}
