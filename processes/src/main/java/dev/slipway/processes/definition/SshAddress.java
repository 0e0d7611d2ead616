package dev.slipway.processes.definition;

/** An account on a host; written {@code user@host} or {@code user@host:port}. */
public record SshAddress(String user, String host, int port) {

  @Override
  public String toString() {
    return user + "@" + host + (port == 22 ? "" : ":" + port);
  }
}
