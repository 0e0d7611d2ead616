package dev.slipway.workers.loop.http;

import java.util.List;

/**
 * Introduces a worker: {@code POST /api/worker/register}. Answered with {@link RegisterResponse}.
 *
 * @param node names the worker; the same after a restart
 * @param instance a new one for every start; the newest start of a name is the one that counts
 * @param version the worker's version, for people
 * @param protocol see {@link Protocol#VERSION}
 * @param host the machine it runs on, for people
 * @param topics the names of the topics it serves
 * @param concurrency how many steps it performs at a time
 */
public record RegisterRequest(
    String node,
    String instance,
    String version,
    int protocol,
    String host,
    List<String> topics,
    int concurrency) {

  public RegisterRequest {
    topics = List.copyOf(topics);
  }
}
