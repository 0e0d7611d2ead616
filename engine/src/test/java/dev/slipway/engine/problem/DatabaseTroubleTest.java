package dev.slipway.engine.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.Runway;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTest
class DatabaseTroubleTest {

  private final Runway runway;
  private final Runs runs;
  private final JdbcClient jdbc;
  private final TransactionTemplate first;
  private final TransactionTemplate second;

  @Autowired
  DatabaseTroubleTest(
      Runway runway, Runs runs, JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.runway = runway;
    this.runs = runs;
    this.jdbc = jdbc;
    first = new TransactionTemplate(transactions);
    second = new TransactionTemplate(transactions);
    second.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void whoeverWaitsForALockInVainIsAskedToTryAgain() {
    // given
    Run run = runway.release("staging");

    // when
    Throwable failure =
        first.execute(
            held -> {
              runs.lock(run.number());
              return catchThrowable(() -> second.execute(waiting -> lockAtOnce(run)));
            });

    // then
    ProblemException problem =
        DatabaseTrouble.in(failure).orElseThrow(() -> new AssertionError(failure));
    assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(problem.toProblemDetail().getType()).hasToString(Problems.TYPES + "busy");
    assertThat(problem).hasMessageContaining("Try again");
  }

  @ParameterizedTest
  @CsvSource({
    "55P03, busy",
    "40P01, busy",
    "25P03, stood-still",
    "53100, database-full",
    "57P01, database-away",
    "08006, database-away"
  })
  void theStateSaysWhatToDo(String state, String type) {
    // given
    Throwable failure = new IllegalStateException(new SQLException("refused", state));

    // when
    ProblemException problem = DatabaseTrouble.in(failure).orElseThrow();

    // then
    assertThat(problem.toProblemDetail().getType()).hasToString(Problems.TYPES + type);
  }

  @Test
  void whatIsNoFaultOfTheDatabaseIsNotCalledOne() {
    assertThat(DatabaseTrouble.in(new SQLException("not unique", "23505"))).isEmpty();
  }

  private Run lockAtOnce(Run run) {
    jdbc.sql("set local lock_timeout = '10ms'").update();
    return runs.lock(run.number());
  }
}
