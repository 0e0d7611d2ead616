package dev.slipway.engine.lease;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.task.Cancellation;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends the runs that need not wait any more because a newer one waits too. */
@Component
class Superseding {

  private final Leases leases;
  private final LeaseQueue queue;
  private final Cancellation cancellation;

  Superseding(Leases leases, LeaseQueue queue, Cancellation cancellation) {
    this.leases = leases;
    this.queue = queue;
    this.cancellation = cancellation;
  }

  /**
   * Cancels everybody in the queue but the newest run. Who holds the lease has left the queue, and
   * nobody can leave it meanwhile.
   */
  @Transactional
  public void keepNewest(Run run) {
    leases.lock(run.application(), run.environment());
    List<Long> waiting =
        queue.of(run.application(), run.environment()).stream().map(Waiting::run).sorted().toList();
    waiting.stream()
        .limit(Math.max(0, waiting.size() - 1))
        .forEach(older -> cancellation.supersede(older, waiting.getLast()));
  }
}
