package dev.slipway.e2e.front;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a front is made of.
 *
 * @param port the loopback port that people use; 0 takes a free one
 * @param apiPort the loopback port of the runtime API; 0 takes a free one
 * @param backend the name of the one backend
 * @param servers the loopback port of each server, by its name; all are in maintenance at first
 * @param stateFile where the server states are loaded from, in the format of {@code show servers
 *     state}; as with HAProxy, whoever switches writes it
 * @param watch told of every change of a server's state, in order
 */
public record FrontSettings(
    int port,
    int apiPort,
    String backend,
    Map<String, Integer> servers,
    Path stateFile,
    RouteWatch watch) {

  public FrontSettings {
    servers = Map.copyOf(servers);
  }

  /** A front that nobody watches. */
  public FrontSettings(
      int port, int apiPort, String backend, Map<String, Integer> servers, Path stateFile) {
    this(port, apiPort, backend, servers, stateFile, states -> {});
  }
}
