package dev.slipway.workers.loop.http;

/**
 * Resolves a secret: {@code POST /api/worker/steps/{key}/secret}.
 *
 * @param node the worker
 * @param fence the fence of its claim
 * @param name the secret's name
 */
public record SecretRequest(String node, long fence, String name) {}
