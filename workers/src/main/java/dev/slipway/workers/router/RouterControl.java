package dev.slipway.workers.router;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.Map;

/**
 * The router of one environment. Every call asks the router itself: what serves is what the router
 * says, whatever anybody remembers.
 */
public interface RouterControl {

  /** How the router treats a colour. */
  enum Admission {
    /** It gets new requests. */
    READY,
    /** It finishes what it has and gets nothing new. */
    DRAINING,
    /** It gets nothing and is not watched. */
    OUT
  }

  /**
   * One colour, as the router sees it.
   *
   * @param admission how the router treats it
   * @param up whether requests would reach it now
   */
  record Side(Admission admission, boolean up) {}

  /** Both colours. */
  Map<Colour, Side> sides() throws StepFailedException, StepStoppedException, InterruptedException;

  /** Where this is, for people: the router's name and place. */
  String name();

  /** Tells the router how to treat a colour; returns when the router has agreed. */
  void admit(Colour colour, Admission admission)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /** How many requests, streams and websockets a colour is busy with. */
  long sessions(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /** Throws unless {@link #admit} would be obeyed; changes nothing. */
  void checkMaySwitch() throws StepFailedException, StepStoppedException, InterruptedException;

  /** Makes the present route outlive a restart of the router. */
  void keepRoute() throws StepFailedException, StepStoppedException, InterruptedException;

  /** Throws unless {@link #keepRoute()} could succeed; changes nothing. */
  void checkRouteCanBeKept() throws StepFailedException, StepStoppedException, InterruptedException;
}
