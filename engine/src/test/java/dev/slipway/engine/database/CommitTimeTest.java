package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.flow.FlowTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTest
class CommitTimeTest {

  private final CommitTime commit;
  private final JdbcClient jdbc;
  private final PlatformTransactionManager transactions;
  private final TransactionTemplate transaction;
  private final List<String> told = new ArrayList<>();

  private final CommitTime.Gathered<String> cargo =
      new CommitTime.Gathered<>() {
        @Override
        public Query<?> written(Set<String> all) {
          return Query.unread(
              "insert into cargo (what) values (:cargo)", Map.of("cargo", String.join(" ", all)));
        }

        @Override
        public void committed(Set<String> all) {
          told.addAll(all);
        }
      };

  private final CommitTime.Gathered<String> crew =
      all ->
          Query.unread(
              "insert into cargo (what) values (:crew)", Map.of("crew", String.join(" ", all)));

  @Autowired
  CommitTimeTest(CommitTime commit, JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.commit = commit;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.transaction = new TransactionTemplate(transactions);
  }

  @BeforeEach
  void emptyHold() {
    jdbc.sql("create table if not exists cargo (place serial, what text)").update();
    jdbc.sql("truncate cargo").update();
  }

  @Test
  void writesEachKindOnceWhenTheTransactionCommits() {
    // when
    transaction.executeWithoutResult(
        status -> {
          commit.gather(cargo, "tea");
          commit.gather(crew, "Ada");
          commit.gather(cargo, "silk");
          commit.gather(cargo, "tea");
          assertThat(written()).isEmpty();
          assertThat(told).isEmpty();
        });

    // then
    assertThat(written()).containsExactly("tea silk", "Ada");
    assertThat(told).containsExactly("tea", "silk");
  }

  @Test
  void forgetsWhatIsRolledBack() {
    // when
    transaction.executeWithoutResult(
        status -> {
          commit.gather(cargo, "tea");
          status.setRollbackOnly();
        });
    transaction.executeWithoutResult(status -> commit.gather(cargo, "silk"));

    // then
    assertThat(written()).containsExactly("silk");
    assertThat(told).containsExactly("silk");
  }

  @Test
  void writesAtOnceWhereThereIsNoTransaction() {
    // when
    commit.gather(cargo, "tea");

    // then
    assertThat(written()).containsExactly("tea");
    assertThat(told).containsExactly("tea");
  }

  @Test
  void keepsATransactionWithinAnotherApart() {
    // given
    var within = new TransactionTemplate(transactions);
    within.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);

    // when
    transaction.executeWithoutResult(
        outer -> {
          commit.gather(cargo, "tea");
          within.executeWithoutResult(inner -> commit.gather(cargo, "silk"));
          assertThat(written()).containsExactly("silk");
        });

    // then
    assertThat(written()).containsExactly("silk", "tea");
  }

  @Test
  void whatAnotherWritesAsItsLastDeedIsNotCommittedByItself() {
    // when
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      commit.gather(cargo, "tea");
                      TransactionSynchronizationManager.registerSynchronization(
                          new TransactionSynchronization() {
                            @Override
                            public void beforeCommit(boolean readOnly) {
                              throw new IllegalStateException("the hold leaks");
                            }
                          });
                    }))
        .hasMessage("the hold leaks");

    // then
    assertThat(written()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void refusesWhatWouldNotBeWrittenAnyMore() {
    // given
    var late =
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            commit.gather(cargo, "too late");
          }
        };

    // then
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      commit.gather(cargo, "tea");
                      TransactionSynchronizationManager.registerSynchronization(late);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("too late");
    assertThat(written()).isEmpty();
  }

  private List<String> written() {
    return jdbc.sql("select what from cargo order by place")
        .query((row, number) -> row.getString("what"))
        .list();
  }
}
