package dev.slipway.processes.lint;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An expression reads one variable of the run and nothing else. */
final class ExpressionRule implements Rule {

  @Override
  public String name() {
    return "expression";
  }

  private static final Pattern SAFE =
      Pattern.compile(
          "\\$\\{!?[a-z][A-Za-z0-9]{0,59}}"
              + "|\\$\\{[a-z][A-Za-z0-9]{0,59} == '[A-Za-z0-9-]{1,60}'}");

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .semantics()
        .filter(part -> texts(part).anyMatch(ExpressionRule::unsafe))
        .map(
            part ->
                model.finding(
                    this,
                    part,
                    "The expression could do more than read a variable.",
                    "Write ${name}, ${!name} or ${name == 'word'}."));
  }

  private static Stream<String> texts(Element part) {
    return Stream.concat(part.attributes().values().stream(), Stream.of(part.text()));
  }

  private static boolean unsafe(String text) {
    return (text.contains("${") || text.contains("#{")) && !SAFE.matcher(text).matches();
  }
}
