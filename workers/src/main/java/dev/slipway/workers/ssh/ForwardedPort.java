package dev.slipway.workers.ssh;

/**
 * A port of this machine that leads to one of a host, until it is closed.
 *
 * @param number the port on {@code 127.0.0.1}
 * @param ending closes it
 */
public record ForwardedPort(int number, Runnable ending) implements AutoCloseable {

  @Override
  public void close() {
    ending.run();
  }
}
