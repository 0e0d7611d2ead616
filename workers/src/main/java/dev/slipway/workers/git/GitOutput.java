package dev.slipway.workers.git;

/**
 * What a git command answered.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err the end of what it wrote to standard error
 * @param cut whether {@code out} was longer than what is kept
 */
record GitOutput(int status, String out, String err, boolean cut) {

  boolean ok() {
    return status == 0;
  }
}
