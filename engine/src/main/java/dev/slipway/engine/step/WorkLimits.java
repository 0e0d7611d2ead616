package dev.slipway.engine.step;

import dev.slipway.processes.catalogue.Topic;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which steps a worker may be given.
 *
 * @param topics empty for all
 * @param environments such as {@code shop/staging}, or {@code shop/*} for all of an application;
 *     empty for all
 */
public record WorkLimits(Set<Topic> topics, Set<String> environments) {

  /** No limits. */
  public static final WorkLimits NONE = new WorkLimits(Set.of(), Set.of());

  public WorkLimits {
    topics = Set.copyOf(topics);
    environments = Set.copyOf(environments);
  }

  /** Those of the topics that are within the limits. */
  public Set<Topic> within(Collection<Topic> asked) {
    return asked.stream()
        .filter(topic -> topics.isEmpty() || topics.contains(topic))
        .collect(Collectors.toSet());
  }

  /** Whether a step of this topic, of a run for this environment, is within the limits. */
  public boolean allow(Topic topic, String application, String environment) {
    return (topics.isEmpty() || topics.contains(topic))
        && (environments.isEmpty()
            || environments.contains(application + "/" + environment)
            || environments.contains(application + "/*"));
  }
}
