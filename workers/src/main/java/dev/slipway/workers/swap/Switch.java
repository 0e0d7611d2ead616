package dev.slipway.workers.swap;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.router.Route;
import dev.slipway.workers.router.RouterControl;
import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Pause;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Duration;
import java.time.Instant;

/** Sends every request to one colour: first that one in, then the other one out. */
record Switch(RouterControl router, Pause pause) {

  private static final Duration UP_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(50);

  /**
   * Switches, and returns when the router says so.
   *
   * @param leaving how the other colour is treated from then on
   */
  void to(StepContext step, Colour colour, Admission leaving)
      throws StepFailedException, StepStoppedException, InterruptedException {
    router.admit(colour, Admission.READY);
    awaitUp(step, colour);
    router.admit(colour.other(), leaving);
    Route route = Route.of(router);
    if (!route.servesOnly(colour) || !route.side(colour).up()) {
      throw new StepFailedException(
          Failure.of(
              "Switch to " + colour,
              router.name() + " took every command, yet says " + route.sides(),
              "Look who else changes the router, then try again"));
    }
  }

  /** Where the router watches its servers, it must agree that this one is there. */
  private void awaitUp(StepContext step, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Instant limit = pause.clock().instant().plus(UP_LIMIT);
    while (!Route.of(router).side(colour).up()) {
      if (pause.clock().instant().isAfter(limit)) {
        throw new StepFailedException(
            Failure.of(
                "Switch to " + colour,
                router.name() + " had not found it up after " + UP_LIMIT.toSeconds() + " s",
                "Compare the router's own check of its servers with what the application answers"));
      }
      pause.sleep(step, LOOK);
    }
  }
}
