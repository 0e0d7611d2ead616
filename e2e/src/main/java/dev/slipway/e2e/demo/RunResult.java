package dev.slipway.e2e.demo;

/**
 * How one run of the demo went.
 *
 * @param what what was asked for
 * @param expected the outcome it must have
 * @param expectedVersion the version of Harbour that must serve afterwards
 * @param run the run when it was over
 * @param version the version of Harbour that answers afterwards
 * @param load what the load saw meanwhile
 */
record RunResult(
    String what,
    String expected,
    String expectedVersion,
    RunView run,
    String version,
    LoadCount load) {

  /** Requests that failed for those who use the application, and for the run's own probe. */
  long lost() {
    return load.lost() + run.lost();
  }

  boolean asExpected() {
    return run.outcomeOrStatus().equals(expected) && version.equals(expectedVersion) && lost() == 0;
  }
}
