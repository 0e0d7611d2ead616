package dev.slipway.workers.build;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.Optional;

/** A release on a host, as its own manifest tells of it. */
public final class BuiltRelease {

  private BuiltRelease() {}

  /**
   * What a release is, or empty if its directory is gone or was never completed.
   *
   * @param colour the colour that runs it
   */
  public static Optional<ReleaseFacts> read(TargetHost host, String release, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return new ReleaseTree(host, release)
        .manifest()
        .map(
            manifest ->
                new ReleaseFacts(release, manifest.commit(), manifest.digest(), colour.toString()));
  }
}
