package dev.slipway.workers.loop.http;

import java.util.List;

/**
 * Asks for steps: {@code POST /api/worker/claim}. While nothing comes up the server sends white
 * space now and then, so that it learns of a connection that is gone.
 *
 * @param node names the worker; the same after a restart
 * @param instance which start of it; registered before
 * @param topics the names of the topics it serves
 * @param most how many steps it takes at most
 * @param waitMillis how long the server may wait for one to come up, in milliseconds
 */
public record ClaimRequest(
    String node, String instance, List<String> topics, int most, long waitMillis) {

  public ClaimRequest {
    topics = List.copyOf(topics);
  }
}
