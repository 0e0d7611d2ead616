package dev.slipway.engine.step;

import static dev.slipway.processes.catalogue.StepCatalogue.BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.Runway;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What may be claimed when the database's clock was set, with the settings that are shipped. */
@FlowTest
class ClaimStatementTest {

  private static final StepProperties SHIPPED =
      new StepProperties(Duration.ofSeconds(15), Duration.ofSeconds(2));
  private static final Duration NOT_SET = Duration.ZERO;
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Runway runway;
  private final JdbcClient jdbc;

  @Autowired
  ClaimStatementTest(Runway runway, JdbcClient jdbc) {
    this.runway = runway;
    this.jdbc = jdbc;
  }

  @BeforeEach
  @AfterEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void aStepInHandIsKeptWhenTheClockWasSetBackSinceTheLastLook() throws Exception {
    // given
    inHandUntil("clock_timestamp() + interval '2 hours 10 seconds'");

    // then
    assertThat(claimed(Duration.ofHours(-2))).isEmpty();
  }

  @Test
  void aStepInHandIsKeptWhenTheClockWasSetAheadSinceTheLastLook() throws Exception {
    // given
    inHandUntil("clock_timestamp() - interval '2 hours' + interval '10 seconds'");

    // then
    assertThat(claimed(Duration.ofHours(2))).isEmpty();
  }

  @Test
  void aLockFromBeforeTheClockWasSetBackIsThatOfADeadOneInTheEnd() throws Exception {
    // given
    String held = inHandUntil("clock_timestamp() + interval '2 hours 10 seconds'");

    // then
    assertThat(claimed(NOT_SET)).containsExactly(held);
  }

  @Test
  void aPauseFromBeforeTheClockWasSetBackByMinutesIsOver() throws Exception {
    // given
    String paused = pausedUntil("clock_timestamp() + interval '5 minutes'");

    // then
    assertThat(claimed(NOT_SET)).containsExactly(paused);
  }

  @Test
  void aPauseLastsAsLongAsTheLongestOne() throws Exception {
    // given
    pausedUntil("clock_timestamp() + interval '63 seconds'");

    // then
    assertThat(claimed(NOT_SET)).isEmpty();
  }

  private String pausedUntil(String end) throws Exception {
    runway.release("staging");
    String paused = runway.to(BUILD).key().value();
    jdbc.sql(
            "update step set state = 'ready', worker = null, locked_until = null, deadline = null,"
                + " not_before = "
                + end
                + " where key = :key")
        .param("key", paused)
        .update();
    return paused;
  }

  private String inHandUntil(String lock) throws Exception {
    runway.release("staging");
    String held = runway.to(BUILD).key().value();
    jdbc.sql("update step set locked_until = " + lock + " where key = :key")
        .param("key", held)
        .update();
    return held;
  }

  /**
   * The steps that another worker gets.
   *
   * @param set by how much the clock was set since it was looked at
   */
  private List<String> claimed(Duration set) {
    OffsetDateTime expected =
        jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().minus(set);
    return jdbc.sql(ClaimStatement.where("true"))
        .param("worker", "another hand")
        .param("trusted", true)
        .param("floor", expected.minus(TOLERANCE))
        .param("horizon", expected.plus(TOLERANCE))
        .param("lock", SHIPPED.lock().toMillis())
        .param("longest", SHIPPED.longestWait().toMillis())
        .param("topics", new String[] {BUILD.name()})
        .param("most", 5)
        .query((row, number) -> row.getString("key"))
        .list();
  }
}
