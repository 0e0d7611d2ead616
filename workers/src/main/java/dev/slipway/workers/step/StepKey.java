package dev.slipway.workers.step;

import java.util.regex.Pattern;

/**
 * Identifies one step of one run across all its attempts; safe as a file name and as part of a unit
 * name on a target.
 *
 * @param value the run's number, the activity's id and, from the second time on, how often the run
 *     has come by: {@code 42-plan}, {@code 42-plan-2}
 */
public record StepKey(String value) {

  private static final Pattern SHAPE = Pattern.compile("[0-9]{1,18}-[a-z0-9]+(-[a-z0-9]+)*");

  public StepKey {
    if (value.length() > 100 || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a step key: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
