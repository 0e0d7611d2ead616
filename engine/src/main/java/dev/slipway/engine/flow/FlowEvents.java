package dev.slipway.engine.flow;

/**
 * What happens in a process, told within the transaction in which it happens; whoever throws here
 * rolls it back.
 */
public interface FlowEvents {

  /**
   * A run has come to a step and waits until it is completed. Not told of the steps that {@link
   * Flow#proceed} returns.
   */
  default void stepReached(ReachedStep step) {}

  /** A run waits for a person's approval under this id. */
  default void approvalNeeded(long run, String approval) {}

  /** Nobody has answered in time; the process goes on as if it had been rejected. */
  default void approvalExpired(long run, String approval) {}

  /** The deploy process has ended well: what comes now is retried, and never undone. */
  default void pointOfNoReturnPassed(long run) {}

  /** A run's outermost process has ended at this end event. */
  default void ended(long run, String endEvent) {}
}
