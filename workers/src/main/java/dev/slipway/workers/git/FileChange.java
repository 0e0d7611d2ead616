package dev.slipway.workers.git;

/**
 * A file that differs between two commits.
 *
 * @param path its path in the repository
 * @param change {@code added}, {@code modified} or {@code deleted}
 */
public record FileChange(String path, String change) {}
