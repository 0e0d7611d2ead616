package dev.slipway.engine.worker;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.node.Node;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.step.StepClaims;
import dev.slipway.engine.step.WorkLimits;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.loop.http.ClaimsResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Workers elsewhere that wait for something to do. White space goes to each before every look for a
 * step: to a connection that is gone it cannot be written, and so no step is claimed for it. A
 * server that stops answers them all first.
 */
@Component
class OpenQuestions implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OpenQuestions.class);

  private final WorkSources sources;
  private final WorkerRegistry registry;
  private final Node node;
  private final Bell bell;
  private final JsonMapper json;
  private volatile boolean running;

  OpenQuestions(
      WorkSources sources, WorkerRegistry registry, Node node, Bell bell, JsonMapper json) {
    this.sources = sources;
    this.registry = registry;
    this.node = node;
    this.bell = bell;
    this.json = json;
  }

  /** Answers with steps, or with none when the time is over. */
  void answer(
      String worker,
      WorkLimits limits,
      Set<Topic> topics,
      int most,
      Duration wait,
      HttpServletResponse response)
      throws IOException {
    if (!running || !node.mayAct()) {
      throw Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "not-now",
          "Not now",
          "This server gives out no work just now. Ask again soon, or ask another server.",
          Map.of());
    }
    response.setContentType("application/json");
    Connection connection = new Connection(response);
    WorkSource source = sources.of(worker, limits, () -> running && connection.isThere(worker));
    List<Claim> claims = List.of();
    long until = System.nanoTime() + wait.toNanos();
    try {
      Duration left = wait;
      while (running && connection.open && claims.isEmpty() && !left.isNegative()) {
        claims = source.claim(topics, most, left.compareTo(LOOK) < 0 ? left : LOOK);
        left = Duration.ofNanos(until - System.nanoTime());
      }
      response.getOutputStream().write(json.writeValueAsBytes(ClaimsResponse.of(claims)));
      response.flushBuffer();
    } catch (IOException e) {
      LOG.debug("Worker {} has gone while it waited for work: {}", worker, e.toString());
      claims.forEach(source::giveBack);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** The connection to one worker. */
  private final class Connection {

    private final HttpServletResponse response;
    private boolean asked;
    private boolean open = true;

    private Connection(HttpServletResponse response) {
      this.response = response;
    }

    /** Its request has only just come when it is asked for the first time. */
    private boolean isThere(String worker) {
      if (!asked) {
        asked = true;
        return true;
      }
      try {
        response.getOutputStream().write('\n');
        response.flushBuffer();
        registry.heard(worker);
      } catch (IOException e) {
        LOG.debug("Worker {} has gone while it waited for work: {}", worker, e.toString());
        open = false;
      }
      return open;
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    bell.ring(StepClaims.CLAIMABLE);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
