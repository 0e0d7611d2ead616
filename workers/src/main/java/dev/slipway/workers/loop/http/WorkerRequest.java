package dev.slipway.workers.loop.http;

/**
 * Speaks of a registered worker as a whole: {@code POST /api/worker/drain} says that it claims
 * nothing more, {@code POST /api/worker/leave} that it has gone and holds nothing any more.
 *
 * @param node the worker's name
 * @param instance which start of it
 */
public record WorkerRequest(String node, String instance) {}
