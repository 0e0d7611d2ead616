package dev.slipway.e2e.front;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The servers and who gets the next request.
 *
 * <p>Choosing a server and counting the request is one act under the lock that also guards the
 * states: once a drain is answered, every request that still goes to that server is in its count.
 */
final class Backend {

  private final String name;
  private final Clock clock;
  private final List<Server> servers = new ArrayList<>();
  private final RouteWatch watch;
  private int next;

  Backend(String name, Map<String, Integer> ports, Clock clock, RouteWatch watch) {
    this.name = name;
    this.clock = clock;
    this.watch = watch;
    Instant now = clock.instant();
    new TreeMap<>(ports)
        .forEach((server, port) -> servers.add(new Server(servers.size() + 1, server, port, now)));
  }

  String name() {
    return name;
  }

  /** Takes the next server that is ready, in turn; empty if none is. */
  synchronized Optional<Visit> visit() {
    for (int tried = 0; tried < servers.size(); tried++) {
      Server server = servers.get(next);
      next = (next + 1) % servers.size();
      if (server.state() == AdminState.READY) {
        server.begin();
        return Optional.of(new Visit(this, server, server.view(clock.instant()).port()));
      }
    }
    return Optional.empty();
  }

  synchronized void end(Server server, int status) {
    server.end(status);
  }

  /** Sets a server's state; false if there is no such server. */
  synchronized boolean set(String server, AdminState state) {
    Instant now = clock.instant();
    for (Server each : servers) {
      if (each.name().equals(server)) {
        each.set(state, now);
        watch.changed(states());
        return true;
      }
    }
    return false;
  }

  private Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    servers.forEach(each -> states.put(each.name(), each.state().word()));
    return states;
  }

  synchronized List<ServerView> servers() {
    Instant now = clock.instant();
    return servers.stream().map(server -> server.view(now)).toList();
  }
}
