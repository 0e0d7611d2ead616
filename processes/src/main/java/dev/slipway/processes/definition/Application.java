package dev.slipway.processes.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is released: one application file.
 *
 * @param name lower-case letters, digits and hyphens, at most 40
 * @param source where its commits come from
 * @param environments where it runs, by name, in the order of the file; at least one
 */
public record Application(String name, Source source, Map<String, Environment> environments) {

  public Application {
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
  }

  public Optional<Environment> environment(String environment) {
    return Optional.ofNullable(environments.get(environment));
  }
}
