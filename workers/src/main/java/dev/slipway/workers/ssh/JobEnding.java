package dev.slipway.workers.ssh;

/** What became of a job that was to be ended. */
sealed interface JobEnding {

  /** It had ended by itself, or its process was gone, before anybody ended it. */
  record Before(JobState state) implements JobEnding {}

  /** It was ended, and the host has confirmed that nothing is left. */
  record Stopped() implements JobEnding {}

  record Unconfirmed() implements JobEnding {}
}
