package dev.slipway.workers.loop.http;

/**
 * Says what a step does: {@code POST /api/worker/steps/{key}/progress}.
 *
 * @param node the worker
 * @param fence the fence of its claim
 * @param what for people
 */
public record ProgressRequest(String node, long fence, String what) {}
