package dev.slipway.workers.step;

/**
 * The proof that a step leaves of what it changed. Implemented by records of plain values, each in
 * the package of the worker that proves it; kept as JSON with the step.
 */
public interface Effect {}
