package dev.slipway.processes.definition;

import java.util.Optional;

/**
 * One command of a build.
 *
 * @param run a shell command line
 * @param in the directory below the release in which it runs; {@code .} for the release itself
 * @param produces a path below the release that must exist afterwards
 */
public record BuildCommand(String run, String in, Optional<String> produces) {}
