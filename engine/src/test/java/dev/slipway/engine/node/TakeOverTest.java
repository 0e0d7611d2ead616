package dev.slipway.engine.node;

import static dev.slipway.processes.catalogue.StepCatalogue.BUILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.HandWorker;
import dev.slipway.engine.flow.Runway;
import dev.slipway.engine.node.NodeTable.Life;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.NoLongerYoursException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of the work of a server that has gone; the hand plays that server. */
@FlowTest
class TakeOverTest {

  private static final String GONE = "by-hand";

  private final Runway runway;
  private final HandWorker worker;
  private final Peers peers;
  private final NodeTable table;
  private final DataSource database;
  private final JdbcClient jdbc;

  @Autowired
  TakeOverTest(
      Runway runway,
      HandWorker worker,
      Peers peers,
      NodeTable table,
      DataSource database,
      JdbcClient jdbc) {
    this.runway = runway;
    this.worker = worker;
    this.peers = peers;
    this.table = table;
    this.database = database;
    this.jdbc = jdbc;
  }

  @BeforeEach
  @AfterEach
  void clear() throws Exception {
    runway.clear();
    jdbc.sql("delete from node where name <> 'slipway-1'").update();
  }

  @Test
  void aServerThatHasBeenSilentForLongIsTakenOverAndItsStepsAreFree() throws Exception {
    // given
    runway.release("staging");
    Claim held = runway.to(BUILD);
    jdbc.sql("update step set worker = '" + GONE + "' where state = 'running'").update();
    silentFor(13);

    // when
    peers.takeOverGone("slipway-1");

    // then
    Claim again = worker.expect(BUILD);
    assertThat(again.fence()).isGreaterThan(held.fence() + 1);
    assertThat(again.attempt()).isEqualTo(held.attempt());
    assertThat(endedHow()).contains("taken over by slipway-1");
    assertThatExceptionOfType(NoLongerYoursException.class).isThrownBy(() -> runway.succeed(held));
  }

  @Test
  void aServerThatWasHeardOfIsLeftAlone() throws Exception {
    // given
    runway.release("staging");
    runway.to(BUILD);
    jdbc.sql("update step set worker = '" + GONE + "' where state = 'running'").update();
    silentFor(4);

    // when
    peers.takeOverGone("slipway-1");

    // then
    worker.expectNothing();
    assertThat(endedHow()).isEmpty();
  }

  @Test
  void oneThatHoldsItsNameIsGivenMoreTimeThanOneThatDoesNot() throws Exception {
    // given
    silentFor(7);
    try (NameSession session = NameSession.take(database, GONE).orElseThrow()) {
      assertThat(session).isNotNull();

      // when
      peers.takeOverGone("slipway-1");

      // then
      assertThat(endedHow()).isEmpty();
    }

    // when
    peers.takeOverGone("slipway-1");

    // then
    assertThat(endedHow()).contains("taken over by slipway-1");
  }

  @Test
  void aServerThatLivesIsLeftAloneWhenTheClockWasSetBackSinceTheLastLook() throws Exception {
    // given
    Duration set = Duration.ofHours(-2);
    silentFor((int) set.toSeconds());

    // then
    assertThat(table.gone("slipway-1", lookedAtBefore(set))).isEmpty();
    assertThat(table.endGone(new Life(GONE, 3), "slipway-1", lookedAtBefore(set))).isEmpty();
    assertThat(endedHow()).isEmpty();
  }

  @Test
  void aServerThatLivesIsLeftAloneWhenTheClockWasSetAheadSinceTheLastLook() throws Exception {
    // given
    Duration set = Duration.ofHours(2);
    silentFor((int) set.toSeconds());

    // then
    assertThat(table.gone("slipway-1", lookedAtBefore(set))).isEmpty();
    assertThat(table.endGone(new Life(GONE, 3), "slipway-1", lookedAtBefore(set))).isEmpty();
    assertThat(endedHow()).isEmpty();
  }

  @Test
  void theConnectionsOfAServerThatIsTakenOverEndWithWhatTheyHadBegun() throws Exception {
    // given
    runway.release("staging");
    runway.to(BUILD);
    silentFor(13);
    try (Connection begun = database.getConnection()) {
      begun.setAutoCommit(false);
      try (var statement = begun.createStatement()) {
        statement.execute("set application_name = 'slipway " + GONE + "'");
        statement.execute("update step set progress = 'late' where state = 'running'");
      }

      // when
      peers.takeOverGone("slipway-1");

      // then
      assertThatExceptionOfType(SQLException.class).isThrownBy(begun::commit);
    }
    assertThat(
            jdbc.sql("select count(*) from step where progress = 'late'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aNameBelongsToOneConnectionAtATime() throws Exception {
    // given
    try (NameSession first = NameSession.take(database, "quay").orElseThrow()) {
      assertThat(first).isNotNull();

      // then
      assertThat(NameSession.take(database, "quay")).isEmpty();
      Optional<NameSession> other = NameSession.take(database, "pier");
      assertThat(other).isPresent();
      other.get().close();
    }
    try (NameSession again = NameSession.take(database, "quay").orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  /** What is known of the clock when it was set after the last look. */
  private ClockWatch.Trust lookedAtBefore(Duration set) {
    OffsetDateTime expected =
        jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().minus(set);
    return new ClockWatch.Trust(true, expected.minusSeconds(2), expected.plusSeconds(2));
  }

  private void silentFor(int seconds) {
    jdbc.sql(
            "insert into node (name, incarnation, version, host, started_at, heartbeat)"
                + " values (:name, 3, '1', 'yard', now() - interval '1 hour',"
                + " clock_timestamp() - :seconds * interval '1 second')")
        .param("name", GONE)
        .param("seconds", seconds)
        .update();
  }

  private Optional<String> endedHow() {
    return jdbc.sql("select coalesce(ended_how, '') from node where name = :name")
        .param("name", GONE)
        .query(String.class)
        .optional()
        .filter(how -> !how.isEmpty());
  }
}
