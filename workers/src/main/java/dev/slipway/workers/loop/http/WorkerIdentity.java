package dev.slipway.workers.loop.http;

import java.util.UUID;

/**
 * How a worker introduces itself.
 *
 * @param name the same after a restart
 * @param instance a new one for every start
 * @param version the worker's version
 * @param host the machine it runs on
 * @param concurrency how many steps it performs at a time
 */
public record WorkerIdentity(
    String name, String instance, String version, String host, int concurrency) {

  /** The identity of this start of a worker. */
  public static WorkerIdentity starting(String name, String version, String host, int concurrency) {
    return new WorkerIdentity(name, UUID.randomUUID().toString(), version, host, concurrency);
  }
}
