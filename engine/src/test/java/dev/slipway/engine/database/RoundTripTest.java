package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.flow.FlowTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest
class RoundTripTest {

  private static final Query<String> NAMES =
      new Query<>(
          "select name from ship order by name", Map.of(), (row, number) -> row.getString("name"));

  private final RoundTrip database;
  private final JdbcClient jdbc;

  @Autowired
  RoundTripTest(RoundTrip database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void emptyHarbour() {
    jdbc.sql("create table if not exists ship (name text primary key)").update();
    jdbc.sql("truncate ship").update();
  }

  @Test
  void theSecondAnswerKnowsWhatTheFirstStatementDid() {
    // when
    var answers = database.ask(launching("Ada"), NAMES);

    // then
    assertThat(answers.first()).containsExactly("Ada");
    assertThat(answers.second()).containsExactly("Ada");
  }

  @Test
  void statementsShareWhatTheyCallByTheSameName() {
    // given
    Query<Boolean> named =
        new Query<>(
            "select name = :name as same from ship",
            Map.of("name", "Ada"),
            (row, number) -> row.getBoolean("same"));

    // then
    assertThat(database.ask(launching("Ada"), named).second()).containsExactly(true);
  }

  @Test
  void oneNameCannotMeanTwoThings() {
    assertThatThrownBy(() -> database.ask(launching("Ada"), launching("Bea")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
    assertThat(database.ask(NAMES)).isEmpty();
  }

  @Test
  void whatIsSentTogetherIsDoneInOrder() {
    // when
    database.send(
        List.of(
            launching("Ada"),
            Query.unread("update ship set name = :renamed", Map.of("renamed", "Bea")),
            NAMES));

    // then
    assertThat(database.ask(NAMES)).containsExactly("Bea");
  }

  @Test
  void nothingIsLeftOfStatementsOfWhichOneFails() {
    assertThatThrownBy(
            () -> database.send(List.of(launching("Ada"), Query.unread("select 1 / 0", Map.of()))))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("division by zero");
    assertThat(database.ask(NAMES)).isEmpty();
  }

  private static Query<String> launching(String name) {
    return new Query<>(
        "insert into ship (name) values (:name) returning name",
        Map.of("name", name),
        (row, number) -> row.getString("name"));
  }
}
