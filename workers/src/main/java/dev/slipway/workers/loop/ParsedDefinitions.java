package dev.slipway.workers.loop;

import dev.slipway.processes.definition.Application;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Parses a definition once for all the steps that carry it. */
final class ParsedDefinitions {

  private static final int KEPT = 32;

  private final Function<String, Application> parser;
  private final Map<String, Application> parsed = new LinkedHashMap<>(16, 0.75f, true);

  ParsedDefinitions(Function<String, Application> parser) {
    this.parser = parser;
  }

  synchronized Application get(String definition) {
    Application known = parsed.get(definition);
    if (known == null) {
      known = parser.apply(definition);
      parsed.put(definition, known);
      if (parsed.size() > KEPT) {
        parsed.remove(parsed.keySet().iterator().next());
      }
    }
    return known;
  }
}
