package dev.slipway.engine.node;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.node.NodeTable.Life;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The other servers of this database, and what becomes of the work of one that has gone. */
@Component
class Peers {

  private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

  private static final Duration A_FEW_BEATS = Duration.ofSeconds(10);

  private final NodeTable table;
  private final ObjectProvider<NodeDuty> duties;
  private final TransactionTemplate transaction;
  private final Bell bell;
  private final ClockWatch clock;

  Peers(
      NodeTable table,
      ObjectProvider<NodeDuty> duties,
      PlatformTransactionManager transactions,
      Bell bell,
      ClockWatch clock) {
    this.table = table;
    this.duties = duties;
    this.transaction = new TransactionTemplate(transactions);
    this.bell = bell;
    this.clock = clock;
  }

  /** Takes over every server that has gone. */
  void takeOverGone(String self) {
    ClockWatch.Trust heartbeats = clock.look(A_FEW_BEATS);
    if (!heartbeats.trusted()) {
      return;
    }
    for (Life life : table.gone(self, heartbeats)) {
      // Ending the one before may have taken seconds.
      ClockWatch.Trust still = clock.look(A_FEW_BEATS);
      if (!still.trusted()) {
        return;
      }
      Optional<Integer> connections =
          transaction.execute(
              status -> {
                Optional<Integer> ended = table.endGone(life, self, still);
                if (ended.isPresent()) {
                  free(life.name());
                }
                return ended;
              });
      if (connections != null && connections.isPresent()) {
        LOG.warn(
            "Server {} has gone without a word; its work goes on here and elsewhere"
                + " ({} of its connections were still open and are ended)",
            life.name(),
            connections.get());
        bell.ring(RunEvents.ANYTHING);
      }
    }
  }

  /** Gives free what a server held in an earlier life. */
  void free(String name) {
    duties.stream().forEach(duty -> duty.takeOver(name));
  }

  /** Begins a new life of this server, which holds nothing yet. */
  long begin(String name, String version, String host) {
    Long incarnation =
        transaction.execute(
            status -> {
              long begun = table.begin(name, version, host);
              free(name);
              return begun;
            });
    bell.ring(RunEvents.ANYTHING);
    return incarnation == null ? 0 : incarnation;
  }
}
