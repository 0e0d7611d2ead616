package dev.slipway.workers.build;

import dev.slipway.workers.step.Effect;

/**
 * A release directory is complete on the host.
 *
 * @param release the release's id
 * @param commit the full hash of its commit
 * @param digest {@code sha256:…} over every file, link and mode in it
 * @param directory its absolute path on the host
 * @param bytes how much of the disk it takes
 */
public record ArtifactBuilt(
    String release, String commit, String digest, String directory, long bytes) implements Effect {}
