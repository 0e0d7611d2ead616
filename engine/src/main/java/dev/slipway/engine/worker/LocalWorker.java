package dev.slipway.engine.worker;

import dev.slipway.engine.step.StepClaims;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.workers.loop.WorkerLoop;
import dev.slipway.workers.step.StepWorker;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Performs steps in the server's own process, from when the server is up until it stops. */
final class LocalWorker implements SmartLifecycle {

  private final String name;
  private final List<StepWorker> workers;
  private final WorkSources sources;
  private final StepClaims claims;
  private final WorkerProperties properties;
  private final Clock clock;
  private @Nullable WorkerLoop loop;

  LocalWorker(
      String name,
      List<StepWorker> workers,
      WorkSources sources,
      StepClaims claims,
      WorkerProperties properties,
      Clock clock) {
    this.name = name;
    this.workers = List.copyOf(workers);
    this.sources = sources;
    this.claims = claims;
    this.properties = properties;
    this.clock = clock;
    checkEveryTopicIsServed();
  }

  @Override
  public void start() {
    if (properties.concurrency() == 0) {
      return;
    }
    // Whatever stands under this name was left by a process that was killed.
    claims.freeAllOf(name);
    var started =
        new WorkerLoop(
            name,
            workers,
            sources.of(name),
            yaml -> Definitions.require("the run's definition", yaml),
            properties.concurrency(),
            clock);
    started.start();
    loop = started;
  }

  @Override
  public void stop() {
    var running = loop;
    loop = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }

  private void checkEveryTopicIsServed() {
    Set<Topic> served = workers.stream().map(StepWorker::topic).collect(Collectors.toSet());
    List<Topic> missing =
        StepCatalogue.shipped().all().stream()
            .map(StepType::topic)
            .filter(topic -> !served.contains(topic))
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("No worker serves " + missing);
    }
  }
}
