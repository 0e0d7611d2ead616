package dev.slipway.e2e.front;

/** One request on its way to a server; ended exactly once. */
record Visit(Backend backend, Server server, int port) {

  void end(int status) {
    backend.end(server, status);
  }
}
