package dev.slipway.processes.catalogue;

import java.util.regex.Pattern;

/**
 * Names one kind of step: the value of {@code flowable:topic} in a model, and the name under which
 * exactly one worker class serves it.
 *
 * @param name lower-case words joined by hyphens, such as {@code start-candidate}; at most 60
 *     characters
 */
public record Topic(String name) implements Comparable<Topic> {

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public Topic {
    if (name.length() > 60 || !SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A topic is lower-case words joined by hyphens, at most 60 characters: " + name);
    }
  }

  @Override
  public int compareTo(Topic other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
