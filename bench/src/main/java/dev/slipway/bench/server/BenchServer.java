package dev.slipway.bench.server;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Workplace;
import dev.slipway.engine.EngineApplication;
import dev.slipway.engine.release.RunStarts;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.loop.http.HttpWorkSource;
import dev.slipway.workers.loop.http.WorkerIdentity;
import dev.slipway.workers.step.StepWorker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server as it ships, with its own PostgreSQL and without workers of its own. */
public final class BenchServer implements AutoCloseable {

  private final Workplace place;
  private final ConfigurableApplicationContext context;

  private BenchServer(Workplace place, ConfigurableApplicationContext context) {
    this.place = place;
    this.context = context;
  }

  /** Starts it with a new data directory, on a free port of the loopback address. */
  public static BenchServer start(Workplace place) throws IOException {
    SpringApplication application = new SpringApplication(EngineApplication.class);
    // The bench ends everything in order; Spring's own hook would not wait for it.
    application.setRegisterShutdownHook(false);
    return new BenchServer(
        place,
        application.run(
            "--slipway.data.directory=" + place.directory("data"),
            "--slipway.applications.directory=" + place.directory("applications"),
            "--slipway.worker.concurrency=0",
            "--slipway.worker.engine-steps=0",
            "--slipway.admin.password=" + UUID.randomUUID(),
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--logging.level.root=error",
            "--logging.level.dev.slipway=warn"));
  }

  /** What there is to say about the database in a report. */
  public Map<String, String> describe() throws IOException {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        "PostgreSQL",
        "%s, embedded, fsync %s, synchronous_commit %s, on %s"
            .formatted(
                setting("server_version"),
                setting("fsync"),
                setting("synchronous_commit"),
                place.fileSystem()));
    return lines;
  }

  private String setting(String name) {
    return JdbcClient.create(database())
        .sql("select current_setting(:name)")
        .param("name", name)
        .query(String.class)
        .single();
  }

  /** Gives the server an application to release. */
  public void define(BenchApplication application) throws IOException {
    place.writePrivately("data/secrets/" + BenchApplication.KEY, application.key());
    place.write("applications/" + application.name() + ".yaml", application.yaml());
  }

  /** The steps of this server, as workers in its own process get them. */
  public WorkSource local(String worker) {
    return context.getBean(WorkSources.class).of(worker);
  }

  /** The steps of this server, as workers on other machines get them. */
  public WorkSource remote(String worker) throws BenchException, IOException, InterruptedException {
    URI address =
        URI.create(
            "http://127.0.0.1:"
                + context.getEnvironment().getRequiredProperty("local.server.port"));
    String adminToken = Files.readString(place.resolve("data/admin-token")).strip();
    return new HttpWorkSource(
        address,
        WorkerToken.issue(address, adminToken),
        WorkerIdentity.starting(worker, "bench", "bench", 1));
  }

  /** The workers that belong to the server: those of the lease. */
  List<StepWorker> ownWorkers() {
    return List.copyOf(context.getBeansOfType(StepWorker.class).values());
  }

  RunStarts starts() {
    return context.getBean(RunStarts.class);
  }

  Runs runs() {
    return context.getBean(Runs.class);
  }

  public DataSource database() {
    return context.getBean(DataSource.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
