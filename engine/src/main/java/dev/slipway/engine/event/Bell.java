package dev.slipway.engine.event;

import dev.slipway.engine.database.CommitTime;
import dev.slipway.engine.database.Query;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for something to change, once the change is committed. A ring says only
 * where to look; whoever is woken reads the database, so a ring too many does no harm.
 */
@Component
public class Bell {

  private final ConcurrentHashMap<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
  private final CommitTime commit;
  private final CommitTime.Gathered<String> rings;

  Bell(BellWire wire, CommitTime commit) {
    this.commit = commit;
    this.rings =
        new CommitTime.Gathered<>() {
          @Override
          public Query<?> written(Set<String> all) {
            return wire.carrying(all);
          }

          @Override
          public void committed(Set<String> all) {
            all.forEach(Bell.this::strike);
          }
        };
    wire.onRing(this::strike);
  }

  /** Rings after the current transaction has committed, here and on every other server. */
  public void ring(String what) {
    commit.gather(rings, what);
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
