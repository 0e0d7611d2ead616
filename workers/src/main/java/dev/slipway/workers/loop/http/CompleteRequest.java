package dev.slipway.workers.loop.http;

import java.util.List;

/**
 * Reports how a step ended: {@code POST /api/worker/steps/{key}/complete}; answered with the step
 * taken over, if any, as {@link ClaimsResponse}.
 *
 * @param node the worker
 * @param fence the fence of its claim
 * @param report how it ended
 * @param next the names of the topics that the worker would take over
 */
public record CompleteRequest(String node, long fence, ReportBody report, List<String> next) {

  public CompleteRequest {
    next = List.copyOf(next);
  }
}
