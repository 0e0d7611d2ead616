package dev.slipway.workers.step;

import java.nio.charset.StandardCharsets;

/** The value of a secret, at the moment of its use. Prints as nothing but its name. */
public final class Secret {

  private final String name;
  private final String value;

  public Secret(String name, String value) {
    this.name = name;
    this.value = value;
  }

  public String name() {
    return name;
  }

  /**
   * The value itself. Hand it over by standard input, a file of mode 0600 or a library call only.
   */
  public String reveal() {
    return value;
  }

  /** The value in UTF-8. */
  public byte[] revealBytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "secret:" + name;
  }
}
