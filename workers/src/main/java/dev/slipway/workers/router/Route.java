package dev.slipway.workers.router;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.router.RouterControl.Side;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import java.util.Map;
import java.util.Optional;

/**
 * What a router's two sides mean together.
 *
 * @param router where this is, for people
 */
public record Route(String router, Map<Colour, Side> sides) {

  public Route {
    sides = Map.copyOf(sides);
  }

  public static Route of(RouterControl router)
      throws StepFailedException,
          dev.slipway.workers.step.StepStoppedException,
          InterruptedException {
    return new Route(router.name(), router.sides());
  }

  /** Whether a colour gets new requests. */
  public boolean admits(Colour colour) {
    return side(colour).admission() == Admission.READY;
  }

  /** Whether a colour gets every new request. */
  public boolean servesOnly(Colour colour) {
    return admits(colour) && !admits(colour.other());
  }

  /** Whether both colours get new requests: as in a fresh configuration, or amid a swap. */
  public boolean admitsBoth() {
    return admits(Colour.BLUE) && admits(Colour.GREEN);
  }

  /**
   * The colour that gets every new request, or empty if none does.
   *
   * @throws StepFailedException if both do
   */
  public Optional<Colour> serving() throws StepFailedException {
    if (admitsBoth()) {
      throw new StepFailedException(
          Failure.of(
              router,
              "both colours get requests, so neither of them is the serving one",
              "Set the one that must not serve to maintenance in the router, then try again"));
    }
    if (admits(Colour.BLUE)) {
      return Optional.of(Colour.BLUE);
    }
    return admits(Colour.GREEN) ? Optional.of(Colour.GREEN) : Optional.empty();
  }

  public Side side(Colour colour) {
    return java.util.Objects.requireNonNull(sides.get(colour), colour::toString);
  }
}
