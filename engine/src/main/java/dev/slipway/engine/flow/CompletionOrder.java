package dev.slipway.engine.flow;

/**
 * Tells in which order steps were completed. Flowable's own timestamps tie within a millisecond and
 * follow the clock when it is set back, so the order to undo in is kept by a sequence of our own.
 */
public interface CompletionOrder {

  /**
   * A number that grows with every completed step.
   *
   * @return the number of this activity's newest completion, or 0 if it was never completed
   */
  long completedAs(String processInstance, String activity);
}
