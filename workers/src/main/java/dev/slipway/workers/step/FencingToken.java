package dev.slipway.workers.step;

/**
 * What a target goes by to refuse a worker whose time is over. Of two runs the one with the greater
 * lease token goes first; of two workers that were given one step, the one with the greater claim.
 *
 * @param lease the fencing token of the run's lease, or 0 while the run holds none
 * @param step the step that is performed
 * @param claim grows with every claim of this step, from 1
 */
public record FencingToken(long lease, StepKey step, long claim) {

  public FencingToken {
    if (lease < 0 || claim < 1) {
      throw new IllegalArgumentException(
          "A lease's token is 0 or more and a claim 1 or more: " + lease + ", " + claim);
    }
  }
}
