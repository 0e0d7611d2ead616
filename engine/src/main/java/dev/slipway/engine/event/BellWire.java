package dev.slipway.engine.event;

import dev.slipway.engine.database.Query;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Carries rings between the servers that share a database, by PostgreSQL's LISTEN and NOTIFY. */
@Component
class BellWire implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(BellWire.class);
  private static final String CHANNEL = "slipway";
  private static final int LOOK_MILLIS = 5_000;
  private static final int PAUSE_MILLIS = 1_000;

  private final DataSource dataSource;
  private final String self = UUID.randomUUID().toString();
  private final CopyOnWriteArrayList<Consumer<String>> receivers = new CopyOnWriteArrayList<>();
  private volatile boolean running;

  BellWire(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void onRing(Consumer<String> receiver) {
    receivers.add(receiver);
  }

  /** The statement that makes the other servers ring when the transaction has committed. */
  Query<?> carrying(Set<String> rings) {
    return Query.unread(
        "select pg_notify(:channel, :self || ' ' || ring) from unnest(:rings) as ring",
        Map.of("channel", CHANNEL, "self", self, "rings", rings.toArray(String[]::new)));
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("bell-wire").start(this::listen);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void listen() {
    while (running) {
      try (var connection = dataSource.getConnection();
          var statement = connection.createStatement()) {
        connection.setAutoCommit(true);
        statement.execute("listen " + CHANNEL);
        var notifications = connection.unwrap(PGConnection.class);
        while (running) {
          receive(notifications.getNotifications(LOOK_MILLIS));
        }
      } catch (java.sql.SQLException e) {
        if (running) {
          LOG.warn("No rings from other servers until the database answers: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  private void receive(
      org.postgresql.PGNotification @org.jspecify.annotations.Nullable [] notifications) {
    if (notifications == null) {
      return;
    }
    for (var notification : notifications) {
      String[] parts = notification.getParameter().split(" ", 2);
      if (parts.length == 2 && !parts[0].equals(self)) {
        receivers.forEach(receiver -> receiver.accept(parts[1]));
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
