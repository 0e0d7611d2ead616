package dev.slipway.engine.node;

import dev.slipway.engine.node.NodeTable.Life;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The life of this server: it says every few seconds that it lives, looks after those that do not,
 * and stands still when it has lost its name, until it has it again.
 */
@Component
public class Node implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration BEAT = Duration.ofSeconds(3);
  private static final Duration TRY_AGAIN = Duration.ofMillis(500);

  /** Shorter than the silence after which others take a server for gone. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);

  private final NodeName name;
  private final NodeTable table;
  private final Peers peers;
  private final ObjectProvider<NodeDuty> duties;
  private CompletableFuture<?> standstill = CompletableFuture.completedFuture(null);
  private volatile long incarnation;
  private volatile long lastBeat;
  private volatile boolean held;
  private volatile @Nullable Thread keeper;

  Node(NodeName name, NodeTable table, Peers peers, ObjectProvider<NodeDuty> duties) {
    this.name = name;
    this.table = table;
    this.peers = peers;
    this.duties = duties;
  }

  /** This server's name. */
  public String name() {
    return name.name();
  }

  /** This server's version, as it is shown. */
  public String version() {
    return Optional.ofNullable(Node.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** The machine this server runs on. */
  public String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /**
   * Whether this server may act. Measured by a clock that goes on while the process is stopped: one
   * that wakes up knows at once that it has been silent for too long.
   */
  public boolean mayAct() {
    return held && System.nanoTime() - lastBeat < GOOD_FOR.toNanos();
  }

  /** Before everything that acts. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1_000;
  }

  @Override
  public void start() {
    live();
    Thread keeping = Thread.ofPlatform().daemon().name("slipway-node").unstarted(this::keep);
    keeper = keeping;
    keeping.start();
  }

  @Override
  public void stop() {
    Thread keeping = keeper;
    keeper = null;
    held = false;
    if (keeping != null) {
      keeping.interrupt();
      try {
        table.end(new Life(name.name(), incarnation));
      } catch (RuntimeException e) {
        LOG.warn("That server {} has ended could not be written down: {}", name(), e.toString());
      }
    }
    name.drop();
  }

  @Override
  public boolean isRunning() {
    return keeper != null;
  }

  private void live() {
    long begun = System.nanoTime();
    incarnation = peers.begin(name.name(), version(), host());
    lastBeat = begun;
    held = true;
  }

  private void keep() {
    while (isRunning()) {
      try {
        Thread.sleep(BEAT);
        if (!beat()) {
          held = false;
          regain();
        }
        peers.takeOverGone(name.name());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("The other servers could not be looked after: {}", e.toString());
      }
    }
  }

  private boolean beat() {
    try {
      Optional<NameSession> session = name.session();
      long asked = System.nanoTime();
      if (session.isEmpty() || !session.get().beat(name.name(), incarnation)) {
        return false;
      }
      lastBeat = asked;
      return true;
    } catch (SQLException e) {
      LOG.warn("Server {} has lost the connection that holds its name: {}", name(), e.getMessage());
      return false;
    }
  }

  /** A short loss that nobody else has noticed is none. */
  private void regain() throws InterruptedException {
    boolean standing = false;
    name.drop();
    while (isRunning()) {
      try {
        boolean again = name.takeAgain().isPresent();
        if (again && !standing && silence().compareTo(GOOD_FOR) < 0 && beat()) {
          held = true;
          return;
        }
        if (!standing) {
          standing = standStill(again);
        }
        if (again) {
          live();
          goOn();
          return;
        }
      } catch (SQLException | RuntimeException e) {
        name.drop();
        if (!standing && silence().compareTo(GOOD_FOR) >= 0) {
          standing = standStill(false);
        }
        LOG.debug("The name {} cannot be had yet: {}", name(), e.toString());
      }
      Thread.sleep(TRY_AGAIN);
    }
  }

  private Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastBeat);
  }

  /** Stands still unless there is hope that nobody has noticed anything. */
  private boolean standStill(boolean takenOver) {
    if (!takenOver && silence().compareTo(GOOD_FOR) < 0) {
      return false;
    }
    LOG.warn("Server {} stands still until it has its name again", name());
    // Whoever has to stop may wait for a database that is away, and the name must not wait for
    // them.
    standstill =
        standstill.thenRunAsync(
            () -> duties.stream().forEach(NodeDuty::pause), task -> Thread.ofVirtual().start(task));
    return true;
  }

  private void goOn() {
    standstill =
        standstill.thenRunAsync(
            () -> {
              duties.stream().forEach(NodeDuty::resume);
              LOG.info("Server {} has its name again and goes on", name());
            },
            task -> Thread.ofVirtual().start(task));
  }
}
