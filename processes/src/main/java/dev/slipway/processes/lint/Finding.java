package dev.slipway.processes.lint;

/**
 * One reason why a model is not accepted.
 *
 * @param file the model's file name
 * @param line the line of the element, from 1; 0 if the file could not be read at all
 * @param element the id of the element, or its name where it has no id
 * @param rule the name of the rule, such as {@code known-topic}
 * @param message what is wrong, and what would come of it
 * @param mend how to put it right
 */
public record Finding(
    String file, int line, String element, String rule, String message, String mend) {

  @Override
  public String toString() {
    return "%s:%d: %s: %s %s [%s]".formatted(file, line, element, message, mend, rule);
  }
}
