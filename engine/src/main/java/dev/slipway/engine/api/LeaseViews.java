package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.LeaseView;
import dev.slipway.engine.api.Views.WaitingView;
import dev.slipway.engine.lease.Lease;
import dev.slipway.engine.lease.LeaseQueue;
import dev.slipway.engine.lease.Leases;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows who may change an environment, and who waits to. */
@Component
class LeaseViews {

  private final Leases leases;
  private final LeaseQueue queue;

  LeaseViews(Leases leases, LeaseQueue queue) {
    this.leases = leases;
    this.queue = queue;
  }

  @Nullable LeaseView holder(String application, String environment) {
    return leases.held(application, environment).map(LeaseViews::view).orElse(null);
  }

  List<WaitingView> waiting(String application, String environment) {
    return queue.of(application, environment).stream()
        .map(
            each ->
                new WaitingView(
                    each.run(),
                    each.place(),
                    each.kind(),
                    each.ref(),
                    each.requestedBy(),
                    each.since()))
        .toList();
  }

  private static LeaseView view(Lease lease) {
    return new LeaseView(
        lease.run(),
        lease.kind(),
        lease.ref(),
        lease.commit(),
        lease.requestedBy(),
        lease.node(),
        lease.fence(),
        lease.takenAt(),
        lease.heartbeatAt(),
        lease.expiresAt(),
        lease.expired());
  }
}
