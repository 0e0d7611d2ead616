package dev.slipway.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.server.SlipwayClient;
import dev.slipway.e2e.server.SlipwayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A task that nobody decides, before two servers that look ten times a second whether it is due.
 */
class ReminderTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  private static final String WAITING =
      "select count(distinct application_name) from pg_stat_activity"
          + " where wait_event_type = 'Lock'"
          + " and application_name in ('slipway east', 'slipway west')";

  @TempDir(factory = InTarget.class)
  private Path directory = Path.of("");

  private ExternalPostgres postgres;
  private Quay quay;
  private SlipwayServer east;
  private SlipwayServer west;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    postgres = ExternalPostgres.start(directory);
    quay = Quay.open(directory);
    east = server("east");
    west = server("west");
    east.start();
    west.start();
  }

  @AfterEach
  void close() throws IOException {
    west.close();
    east.close();
    quay.close();
    postgres.close();
  }

  @Test
  void ofTwoServersOneRemindsOfATaskAlsoAfterARestart() throws Exception {
    // given
    SlipwayClient client = west.client();
    long run = waitingForAnApproval(client);

    // when
    bothFindItDue(run);
    int first = task(client.run(run)).path("reminders").asInt();
    east.close();
    east.start();
    bothFindItDue(run);
    JsonNode task = task(client.run(run));

    // then
    assertThat(first).isOne();
    assertThat(task.path("reminders").asInt()).isEqualTo(2);
    assertThat(task.path("entries").valueStream().map(entry -> entry.path("what").asString("")))
        .containsExactly("reminded", "reminded");
    assertThat(client.log(run).lines().filter(line -> line.contains("waits for a person")))
        .hasSize(2);
  }

  private long waitingForAnApproval(SlipwayClient client) throws IOException, InterruptedException {
    client.awaitApplication(Quay.APPLICATION, Quay.ENVIRONMENT, SOON);
    long run = client.release(Quay.APPLICATION, Quay.ENVIRONMENT, "v1");
    Eventually.hold("it asks for an approval", SOON, () -> task(client.run(run)).isObject());
    return run;
  }

  /**
   * Lets more than the time pass after which a task is brought to mind. Nobody gets hold of the run
   * until both servers have seen that it is due and want to remind.
   */
  private void bothFindItDue(long run) throws Exception {
    String hold = "select 1 from slipway.run where run = " + run + " for update";
    String reminders = "select reminders from slipway.task where run = " + run;
    try (Connection holder = connect();
        Connection other = connect()) {
      int before = number(other, reminders);
      holder.setAutoCommit(false);
      execute(holder, hold);
      execute(
          other,
          "update slipway.task set created_at = created_at - interval '2 hours',"
              + " reminded_at = reminded_at - interval '2 hours'");
      Eventually.hold("both servers are about to remind", SOON, () -> number(other, WAITING) == 2);
      holder.commit();
      Eventually.hold(
          "one has, and none waits any more",
          SOON,
          () -> number(other, reminders) > before && number(other, WAITING) == 0);
      // The other may still have the run in hand, and would have it no more then.
      execute(holder, hold);
      holder.commit();
    }
  }

  private static int number(Connection connection, String sql) throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IOException(sql, e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.url(), "postgres", "");
  }

  private static JsonNode task(RunView run) {
    return run.json().path("tasks").path(0);
  }

  private SlipwayServer server(String name) throws IOException {
    SlipwayServer server =
        new SlipwayServer(
            directory.resolve("data-" + name),
            Files.createDirectories(directory.resolve("applications")),
            List.of(
                "--node",
                name,
                "--spring.datasource.url=" + postgres.url(),
                "--spring.datasource.username=postgres",
                "--slipway.tasks.remind=1h",
                "--slipway.reaper.every=100ms"));
    server.keepSecret(Quay.KEY, quay.privateKey());
    server.define(Quay.APPLICATION, quay.file() + "    approval: { required: 1 }\n");
    return server;
  }
}
