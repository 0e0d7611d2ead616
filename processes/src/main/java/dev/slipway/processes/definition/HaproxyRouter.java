package dev.slipway.processes.definition;

import java.util.Map;
import java.util.Optional;

/**
 * HAProxy on the same host, switched through its runtime API.
 *
 * @param socket where the runtime API listens, as seen from the host: an absolute path of a unix
 *     socket or {@code address:port}
 * @param backend the backend that holds both servers
 * @param servers the server of each colour in that backend
 * @param stateFile the absolute path from which HAProxy loads its server states, so that a restart
 *     keeps the route
 */
public record HaproxyRouter(
    String socket, String backend, Map<Colour, String> servers, Optional<String> stateFile)
    implements Router {

  public HaproxyRouter {
    servers = Map.copyOf(servers);
  }
}
