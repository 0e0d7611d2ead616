package dev.slipway.processes.definition;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where an application runs, and the rules for changing it.
 *
 * @param name lower-case letters, digits and hyphens, at most 40
 * @param url the address under which people reach it
 * @param platform how it is reached
 * @param router what sends traffic to the serving colour
 * @param build the commands that make an artifact of a commit, in order; may be empty
 * @param migration the command that brings the data up to the new version
 * @param health when a candidate counts as healthy
 * @param verify the pages that must be right once the new version serves; may be empty
 * @param bake how long the new version is watched before the old one is retired; may be zero
 * @param drain how long the old version may finish what it has begun
 * @param keep what is kept to roll back to
 * @param approval who must agree before a run changes anything
 * @param whenBusy what a run does that finds another one under way
 */
public record Environment(
    String name,
    URI url,
    Platform platform,
    Router router,
    List<BuildCommand> build,
    Optional<Migration> migration,
    HealthCheck health,
    List<PageCheck> verify,
    Duration bake,
    Drain drain,
    Retention keep,
    Approval approval,
    WhenBusy whenBusy) {

  public Environment {
    build = List.copyOf(build);
    verify = List.copyOf(verify);
  }
}
