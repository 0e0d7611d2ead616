package dev.slipway.workers.build;

import dev.slipway.workers.step.Effect;

/**
 * A release that was built earlier is there, unchanged.
 *
 * @param release the release's id
 * @param commit the full hash of its commit
 * @param digest {@code sha256:…}, as it was when it was built
 * @param directory its absolute path on the host
 */
public record ArtifactChecked(String release, String commit, String digest, String directory)
    implements Effect {}
