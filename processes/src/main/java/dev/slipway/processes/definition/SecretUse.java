package dev.slipway.processes.definition;

/**
 * A place in an application file that names a secret.
 *
 * @param secret the secret it names
 * @param file the name of the file
 * @param line counted from 1
 * @param column counted from 1
 * @param field such as {@code environments.production.platform.host.key}
 */
public record SecretUse(SecretReference secret, String file, int line, int column, String field) {

  /** The problem to report when there is no such secret. */
  public Problem missing() {
    return new Problem(
        file,
        line,
        column,
        field,
        "there is no secret named " + secret.name(),
        "the name of a secret that has been stored");
  }
}
