package dev.slipway.engine.secret;

import java.util.Optional;

/** Where secret references are resolved, at the moment of use. */
public interface SecretStore {

  /** What a secret may be called. */
  String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

  /** The most a secret may hold, in bytes. */
  int LIMIT = 64 * 1024;

  /**
   * The value of a secret, without a line break at its end; nothing if there is none of this name.
   *
   * @param name as written in a definition after {@code secret:}
   * @throws SecretRefusedException if the name is not one, or the secret may not be used as it is
   */
  Optional<String> find(String name);
}
