package dev.slipway.processes.definition;

/**
 * What is kept to roll back to, beside the serving release and the pinned ones.
 *
 * @param good how many of the newest releases that were proven healthy
 */
public record Retention(int good) {}
