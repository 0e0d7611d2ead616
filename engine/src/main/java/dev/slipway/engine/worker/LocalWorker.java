package dev.slipway.engine.worker;

import dev.slipway.engine.node.NodeDuty;
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
final class LocalWorker implements SmartLifecycle, NodeDuty {

  private final String name;
  private final List<StepWorker> workers;
  private final List<StepWorker> enginesOwn;
  private final WorkSources sources;
  private final WorkerRegistry registry;
  private final WorkerProperties properties;
  private final Clock clock;
  private final Clock wall;
  private @Nullable WorkerLoop loop;
  private boolean paused;

  LocalWorker(
      String name,
      List<StepWorker> workers,
      List<StepWorker> enginesOwn,
      WorkSources sources,
      WorkerRegistry registry,
      WorkerProperties properties,
      Clock clock,
      Clock wall) {
    this.name = name;
    this.workers = List.copyOf(workers);
    this.enginesOwn = List.copyOf(enginesOwn);
    this.sources = sources;
    this.registry = registry;
    this.properties = properties;
    this.clock = clock;
    this.wall = wall;
    checkEveryTopicIsServed();
  }

  @Override
  public synchronized void start() {
    boolean all = properties.concurrency() > 0;
    List<StepWorker> serving = all ? workers : enginesOwn;
    int concurrency = all ? properties.concurrency() : properties.engineSteps();
    if (concurrency == 0) {
      return;
    }
    registry.registerOwn(serving.stream().map(StepWorker::topic).toList(), concurrency);
    var started =
        new WorkerLoop(
            name,
            serving,
            sources.of(name),
            yaml -> Definitions.require("the run's definition", yaml),
            concurrency,
            clock,
            wall);
    started.start();
    loop = started;
  }

  @Override
  public synchronized void stop() {
    var running = loop;
    loop = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return loop != null;
  }

  @Override
  public synchronized void pause() {
    paused = isRunning();
    stop();
  }

  @Override
  public synchronized void resume() {
    if (paused) {
      paused = false;
      start();
    }
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
