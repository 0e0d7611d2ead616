package dev.slipway.processes.definition;

import java.util.regex.Pattern;

/**
 * Stands for a secret; written {@code secret:name} in an application file.
 *
 * @param name lower-case letters, digits and hyphens, at most 60
 */
public record SecretReference(String name) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

  public SecretReference {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A secret's name is lower-case letters, digits and hyphens, at most 60: " + name);
    }
  }

  @Override
  public String toString() {
    return "secret:" + name;
  }
}
