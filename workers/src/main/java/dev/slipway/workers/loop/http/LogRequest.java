package dev.slipway.workers.loop.http;

import dev.slipway.workers.loop.LogLine;
import java.util.List;

/**
 * Appends to a step's log: {@code POST /api/worker/steps/{key}/log}.
 *
 * @param node the worker
 * @param fence the fence of its claim
 * @param lines in order
 */
public record LogRequest(String node, long fence, List<LogLine> lines) {

  public LogRequest {
    lines = List.copyOf(lines);
  }
}
