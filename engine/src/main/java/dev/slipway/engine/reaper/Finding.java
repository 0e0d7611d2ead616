package dev.slipway.engine.reaper;

/**
 * Something that looks lost.
 *
 * @param kind what is wrong
 * @param run the run it belongs to
 * @param step the key of the step, or empty
 * @param fence tells one claim of the step from the next; 0 without a step
 */
record Finding(Kind kind, long run, String step, long fence) {

  /** What can be lost. */
  enum Kind {
    /** An open run has no step to be done, and no task. */
    IDLE_RUN,
    /** An open run has no process. */
    RUN_WITHOUT_PROCESS,
    /** A process goes on whose run has ended, or never was. */
    PROCESS_WITHOUT_RUN,
    /** A step is held, and nobody is asked about it. */
    HELD_WITHOUT_TASK,
    /** A lease is held by a run that has ended. */
    LEFT_LEASE,
    /** A step is past its deadline, and its worker neither ends it nor is heard. */
    OVERDUE_STEP,
    /** No worker takes a step. */
    UNCLAIMED_STEP
  }

  static Finding ofRun(Kind kind, long run) {
    return new Finding(kind, run, "", 0);
  }

  /** Names it from round to round. */
  String subject() {
    return run + " " + step + " " + fence;
  }
}
