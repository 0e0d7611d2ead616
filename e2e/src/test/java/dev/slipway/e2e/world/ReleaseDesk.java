package dev.slipway.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.server.SlipwayClient;
import dev.slipway.e2e.server.SlipwayServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Releases one application through the API, as a person would. */
public final class ReleaseDesk {

  private static final Duration RUN_WITHIN = Duration.ofMinutes(2);

  private final SlipwayServer server;
  private final HarbourApplication application;
  private final SlipwayClient client;

  private ReleaseDesk(SlipwayServer server, HarbourApplication application, SlipwayClient client) {
    this.server = server;
    this.application = application;
    this.client = client;
  }

  /** Starts the server if it does not run and waits until it knows the application. */
  public static ReleaseDesk open(World world, HarbourApplication application)
      throws IOException, InterruptedException {
    SlipwayClient client = world.server().start();
    client.awaitApplication(
        application.name(), HarbourApplication.ENVIRONMENT, Duration.ofSeconds(30));
    return new ReleaseDesk(world.server(), application, client);
  }

  public HarbourApplication application() {
    return application;
  }

  public SlipwayClient client() {
    return client;
  }

  /** Starts a release and tells its run's number; no other run may be under way. */
  public long startRelease(String ref) throws IOException, InterruptedException {
    assertNothingRuns();
    return client.release(application.name(), HarbourApplication.ENVIRONMENT, ref);
  }

  /** Releases and waits for the end. */
  public RunView release(String ref) throws IOException, InterruptedException {
    return ended(startRelease(ref));
  }

  /** Rolls back and waits for the end. */
  public RunView rollback(String release) throws IOException, InterruptedException {
    assertNothingRuns();
    return ended(client.rollback(application.name(), HarbourApplication.ENVIRONMENT, release));
  }

  public RunView ended(long run) throws IOException, InterruptedException {
    return client.ended(run, RUN_WITHIN);
  }

  /** Waits until a run performs, or has performed, a step of this topic. */
  public RunView reached(long run, String topic) throws IOException, InterruptedException {
    return Eventually.get(
        "run " + run + " reaches " + topic,
        RUN_WITHIN,
        () ->
            Optional.of(client.run(run))
                .filter(view -> view.isRunning(topic) || view.isPast(topic)));
  }

  /** Makes sure that a version serves, and tells the id of its release. */
  public String serve(String tag) throws IOException, InterruptedException {
    if (!application.repository().commit(tag).equals(serving().path("commit").asString(""))) {
      RunView run = release(tag);
      assertThat(run.outcome()).as(run.toString()).isEqualTo("live");
    }
    return serving().path("release").asString("");
  }

  /** Gives the application another file and waits until the server goes by it. */
  public void define(String yaml, int approvalsRequired) throws IOException, InterruptedException {
    server.define(application.name(), yaml);
    Eventually.hold(
        "the server asks for " + approvalsRequired + " approvals",
        Duration.ofSeconds(30),
        () -> environment().path("approvalRequired").asInt(-1) == approvalsRequired);
  }

  /** A run that an earlier test left behind would be waited for in vain. */
  private void assertNothingRuns() throws IOException, InterruptedException {
    JsonNode run = environment().path("run");
    assertThat(run.isNull() || run.isMissingNode()).as("nothing runs, but: " + run).isTrue();
  }

  /** Makes sure that a good version serves, whichever, and tells its tag. */
  public String serveAnything() throws IOException, InterruptedException {
    if (serving().isNull()) {
      serve("v1");
    }
    return application.version();
  }

  /** What serves, or a null node. */
  public JsonNode serving() throws IOException, InterruptedException {
    return environment().path("serving");
  }

  public JsonNode environment() throws IOException, InterruptedException {
    return client.environment(application.name(), HarbourApplication.ENVIRONMENT);
  }
}
