package dev.slipway.workers.ssh;

/**
 * Keeps a run that has lost its lease from changing the host: what it guards is refused once a
 * newer run has been there.
 *
 * @param directory the absolute directory that keeps the highest token seen, in the file {@code
 *     fence}
 * @param token the run's fencing token, above 0
 */
record Fence(String directory, long token) {

  /** The status by which a guarded command says that a newer run holds the lease. */
  static final int REFUSED = 97;

  Fence {
    if (token <= 0) {
      throw new IllegalArgumentException("A fencing token is above 0: " + token);
    }
    ShellQuote.requireAbsolute(directory);
  }
}
