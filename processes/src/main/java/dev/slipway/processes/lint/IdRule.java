package dev.slipway.processes.lint;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ids are unique and have the shape of a step key, of which they become a part. */
final class IdRule implements Rule {

  @Override
  public String name() {
    return "id";
  }

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern COUNTED = Pattern.compile(".*-[0-9]+");
  private static final int LONGEST = 60;

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    Set<String> seen = new HashSet<>();
    return model
        .semantics()
        .filter(part -> part.attribute("id").isPresent() || needsId(part))
        .flatMap(part -> Stream.concat(shape(model, part), unique(model, part, seen)));
  }

  private Stream<Finding> shape(ModelDocument model, Element part) {
    String id = part.id();
    boolean wellShaped = id.length() <= LONGEST && SHAPE.matcher(id).matches();
    if (!needsId(part) || (wellShaped && !COUNTED.matcher(id).matches())) {
      return Stream.of();
    }
    return Stream.of(
        model.finding(
            this,
            part,
            wellShaped
                ? "The id ends in a number, as does the key of a step that comes by again."
                : "The id cannot be a part of a step key.",
            "Use at most 60 lower-case letters and digits, words joined by hyphens, not ending in a"
                + " number of its own."));
  }

  private Stream<Finding> unique(ModelDocument model, Element part, Set<String> seen) {
    return part.id().isEmpty() || seen.add(part.id())
        ? Stream.of()
        : Stream.of(
            model.finding(
                this, part, "Another element has the same id.", "Give each element its own id."));
  }

  private static boolean needsId(Element part) {
    return Scope.isNode(part) || part.is("process", "sequenceFlow", "association");
  }
}
