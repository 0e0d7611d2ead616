package dev.slipway.workers.loop.http;

/**
 * Speaks of a step that the worker holds: {@code POST /api/worker/steps/{key}/renew} and {@code
 * …/give-back}.
 *
 * @param node the worker
 * @param fence the fence of its claim
 */
public record HeldRequest(String node, long fence) {}
