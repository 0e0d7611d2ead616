package dev.slipway.processes.definition;

import java.util.Optional;

/**
 * Where an application's commits come from.
 *
 * @param git the repository: an {@code ssh}, {@code https} or {@code file} URL, an scp-like address
 *     or an absolute path
 * @param branch the branch that is released when nothing else is asked for
 * @param key the private key for an SSH repository
 */
public record Source(String git, String branch, Optional<SecretReference> key) {}
