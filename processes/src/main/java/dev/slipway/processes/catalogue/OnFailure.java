package dev.slipway.processes.catalogue;

/** What a run does when a step has failed and its retries are used up. */
public enum OnFailure {
  /** The step throws the BPMN error {@code failed}; the run compensates what was proven. */
  HAUL_BACK,
  /**
   * The run stays where it is, keeps its lease, and asks a person. Used by every compensation,
   * which must never be given up silently, and by what follows the point of no return.
   */
  HOLD
}
