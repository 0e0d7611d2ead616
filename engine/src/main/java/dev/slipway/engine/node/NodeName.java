package dev.slipway.engine.node;

import dev.slipway.engine.start.CannotStartException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The name of this server, taken before anything else touches the database. Servers start one after
 * the other, because the first makes the tables and each deploys the models.
 */
@Component
public class NodeName {

  private static final Logger LOG = LoggerFactory.getLogger(NodeName.class);
  private static final Duration FOR_THE_NAME = Duration.ofSeconds(20);
  private static final Duration FOR_OTHERS_TO_START = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final DataSource database;
  private final String name;
  private final AtomicReference<@Nullable NameSession> session = new AtomicReference<>();

  NodeName(DataSource database, NodeProperties properties)
      throws SQLException, InterruptedException {
    this.database = database;
    this.name = properties.name();
    NameSession taken = waitForName();
    session.set(taken);
    waitForOthers(taken);
  }

  /** As in {@link NodeProperties}. */
  public String name() {
    return name;
  }

  /** The connection that holds the name, if there is one. */
  Optional<NameSession> session() {
    return Optional.ofNullable(session.get());
  }

  /** Lets the connection go, which is broken or has served its time. */
  void drop() {
    NameSession held = session.getAndSet(null);
    if (held != null) {
      held.close();
    }
  }

  /** Tries to take the name again. */
  Optional<NameSession> takeAgain() throws SQLException {
    Optional<NameSession> taken = NameSession.take(database, name);
    taken.ifPresent(session::set);
    return taken;
  }

  private NameSession waitForName() throws SQLException, InterruptedException {
    long until = System.nanoTime() + FOR_THE_NAME.toNanos();
    boolean told = false;
    while (true) {
      Optional<NameSession> taken = NameSession.take(database, name);
      if (taken.isPresent()) {
        return taken.get();
      }
      if (System.nanoTime() > until) {
        throw new CannotStartException(
            "Another server named " + name + " works on this database",
            "Give this one a name of its own with --node NAME (the setting slipway.node.name), or"
                + " stop the other");
      }
      if (!told) {
        LOG.info("Another server named {} works on this database; waiting for it to end", name);
        told = true;
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  private void waitForOthers(NameSession taken) throws SQLException, InterruptedException {
    long until = System.nanoTime() + FOR_OTHERS_TO_START.toNanos();
    while (!taken.startAlone()) {
      if (System.nanoTime() > until) {
        drop();
        throw new CannotStartException(
            "Another server on this database has been starting for "
                + FOR_OTHERS_TO_START.toMinutes()
                + " minutes",
            "See in its log what it waits for, or stop it");
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void started() throws SQLException {
    NameSession held = session.get();
    if (held != null) {
      held.started();
    }
  }
}
