package dev.slipway.workers.verify;

import org.jspecify.annotations.Nullable;

/**
 * What one page was like.
 *
 * @param path the path below the environment's URL
 * @param ok whether it was as it must be
 * @param status the status it answered with, or null if it did not answer
 * @param type its media type without parameters, or null if it had none
 * @param millis how long it took
 * @param expected what it must be like, in words
 * @param got what differed, in words; empty if nothing did
 */
public record PageResult(
    String path,
    boolean ok,
    @Nullable Integer status,
    @Nullable String type,
    long millis,
    String expected,
    String got) {}
