package dev.slipway.workers.loop.http;

import java.util.List;

/**
 * Welcomes a worker.
 *
 * @param server the name of the server that did
 * @param version its version
 * @param topics the topics of which the worker will get steps
 * @param environments the environments of which it will get steps, such as {@code shop/staging} or
 *     {@code shop/*}; empty for all
 */
public record RegisterResponse(
    String server, String version, List<String> topics, List<String> environments) {

  public RegisterResponse {
    topics = List.copyOf(topics);
    environments = List.copyOf(environments);
  }
}
