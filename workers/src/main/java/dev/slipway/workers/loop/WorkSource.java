package dev.slipway.workers.loop;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Where a worker gets its steps from and reports back to: the engine in the same process, or a
 * server elsewhere over HTTP. Every call but {@link #claim} and {@link #giveBack} throws {@link
 * NoLongerYoursException} when the claim has gone to somebody else.
 */
public interface WorkSource {

  /**
   * Claims up to {@code most} steps of the given topics. Returns as soon as there is one, and an
   * empty list when none came up within {@code wait}.
   *
   * @throws WorkerRefusedException if it is no use to ask again
   */
  List<Claim> claim(Set<Topic> topics, int most, Duration wait) throws InterruptedException;

  /** Keeps the claim's lock alive, and learns whether the step should stop. */
  Renewal renew(Claim claim) throws NoLongerYoursException;

  /** Appends to the step's log, in order. */
  void log(Claim claim, List<LogLine> lines) throws NoLongerYoursException;

  /** Replaces what the step is said to be doing. */
  void progress(Claim claim, String what) throws NoLongerYoursException;

  /**
   * Reports how the step ended. When it is done, the worker takes over a step to which the run
   * comes by that, if it serves its topic: one transaction, so that a step follows the other
   * without delay. May be repeated when the answer was lost, and is then answered as it was.
   *
   * @param next the topics that the worker would take over; empty for none
   * @return the step that was taken over, already claimed, or an empty list
   */
  List<Claim> complete(Claim claim, StepReport report, Set<Topic> next)
      throws NoLongerYoursException;

  /** Lets somebody else go on with the step at once. Does nothing if the claim is lost already. */
  void giveBack(Claim claim);

  /**
   * Resolves a secret for a step in hand.
   *
   * @return the secret, or an empty list if there is none of this name
   * @throws SecretNotGivenException if the step may not have it, or it may not be used as it is
   */
  List<Secret> secret(Claim claim, String name) throws NoLongerYoursException;
}
