package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.FETCH;
import static dev.slipway.processes.catalogue.StepCatalogue.PRUNE;
import static dev.slipway.processes.catalogue.StepCatalogue.SWAP;
import static dev.slipway.processes.catalogue.StepCatalogue.SWAP_BACK;
import static dev.slipway.processes.catalogue.StepCatalogue.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.problem.ProblemException;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.task.Choice;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Hold;
import dev.slipway.engine.task.Reminders;
import dev.slipway.engine.task.Task;
import dev.slipway.engine.task.TaskEntry;
import dev.slipway.engine.task.Tasks;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tasks that somebody holds, and tasks that nobody decides. */
@FlowTest
class HoldTest {

  private final Runway runway;
  private final HandWorker worker;
  private final Decisions decisions;
  private final Tasks tasks;
  private final Reminders reminders;
  private final StepLogs logs;
  private final JdbcClient jdbc;

  @Autowired
  HoldTest(
      Runway runway,
      HandWorker worker,
      Decisions decisions,
      Tasks tasks,
      Reminders reminders,
      StepLogs logs,
      JdbcClient jdbc) {
    this.runway = runway;
    this.worker = worker;
    this.decisions = decisions;
    this.tasks = tasks;
    this.reminders = reminders;
    this.logs = logs;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void aTaskThatIsHeldStaysOpenAndEverybodySeesWhoHoldsItAndWhy() throws Exception {
    // given
    Run run = heldRun();

    // when
    decisions.hold(task().id(), "dora", "Asks the team of the router", Duration.ofHours(2));

    // then
    Hold hold = Objects.requireNonNull(task().hold());
    assertThat(hold.by()).isEqualTo("dora");
    assertThat(Duration.between(hold.at(), hold.until())).isEqualTo(Duration.ofHours(2));
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    assertThat(runway.now(run).waitsFor())
        .isEqualTo("dora, who looks into it: Asks the team of the router");
    worker.expectNothing();
  }

  @Test
  void holdingNeedsAReason() throws Exception {
    // given
    heldRun();

    // when
    long task = task().id();

    // then
    assertThatThrownBy(() -> decisions.hold(task, "dora", " ", null))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Give a reason");
    assertThat(task().hold()).isNull();
  }

  @Test
  void whatIsHeldCanBeDecidedByAnybodyAndThenNobodyHoldsIt() throws Exception {
    // given
    Run run = heldRun();
    decisions.hold(task().id(), "dora", "Asks around", null);
    long id = task().id();

    // when
    decisions.decide(id, "ida", "retry", "The router is back", null);

    // then
    Task decided = tasks.find(id).orElseThrow();
    assertThat(decided.hold()).isNull();
    assertThat(decided.entries())
        .extracting(TaskEntry::by, TaskEntry::what, TaskEntry::reason)
        .containsExactly(
            tuple("dora", "hold", "Asks around"), tuple("ida", "retry", "The router is back"));
    assertThat(runway.now(run).waitsFor()).isNull();
    worker.expect(SWAP_BACK);
  }

  @Test
  void anApprovalIsDecidedAndNeverHeld() throws Exception {
    // given
    runway.release("production");
    runway.rest();

    // when
    Task approval = task();

    // then
    assertThat(approval.choices()).extracting(Choice::id).doesNotContain("hold");
    assertThatThrownBy(() -> decisions.hold(approval.id(), "dora", "Later", null))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aHoldThatIsOverIsAskedAboutAgainOnce() throws Exception {
    // given
    Run run = heldRun();
    decisions.hold(task().id(), "dora", "Asks around", Duration.ofHours(2));
    assertThat(reminders.round()).isZero();
    jdbc.sql("update task set held_until = now() - interval '1 second'").update();

    // when
    int first = reminders.round();
    int second = reminders.round();

    // then
    assertThat(List.of(first, second)).containsExactly(1, 0);
    assertThat(task().hold()).isNull();
    assertThat(task().entries().getLast().what()).isEqualTo("asked-again");
    assertThat(runway.now(run).waitsFor()).isEqualTo("a person to decide");
  }

  @Test
  void aTaskThatNobodyDecidesIsBroughtToMindOnceADay() throws Exception {
    // given
    Run run = heldRun();
    assertThat(reminders.round()).isZero();

    // when
    aDayPasses();
    int first = reminders.round();
    int second = reminders.round();
    aDayPasses();
    int third = reminders.round();

    // then
    assertThat(List.of(first, second, third)).containsExactly(1, 0, 1);
    assertThat(task().reminders()).isEqualTo(2);
    assertThat(logs.before(run.number(), task().step(), Long.MAX_VALUE, 1))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.text())
                    .contains("waits for a person for 2 days", "./slipway approve"));
  }

  @Test
  void aReminderLeavesItToWhoeverHoldsTheTaskWithoutAnEnd() throws Exception {
    // given
    heldRun();
    decisions.hold(task().id(), "dora", "Asks around", null);

    // when
    aDayPasses();

    // then
    assertThat(reminders.round()).isOne();
    assertThat(Objects.requireNonNull(task().hold()).by()).isEqualTo("dora");
  }

  @Test
  void anApprovalIsBroughtToMindToo() throws Exception {
    // given
    runway.release("production");
    runway.rest();

    // when
    aDayPasses();

    // then
    assertThat(reminders.round()).isOne();
    assertThat(task().reminders()).isOne();
  }

  @Test
  void ofSeveralServersOneReminds() throws Exception {
    // given
    heldRun();
    aDayPasses();

    // when
    int sum = 0;
    try (var servers = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> rounds = Collections.nCopies(8, reminders::round);
      for (Future<Integer> round : servers.invokeAll(rounds)) {
        sum += round.get();
      }
    }

    // then
    assertThat(sum).isOne();
    assertThat(task().reminders()).isOne();
  }

  @Test
  void aStepWithoutWhichTheRunCouldNotGoOnIsNeverSkipped() throws Exception {
    // given
    runway.release("staging");

    // when
    worker.doesNotKnow(runway.to(FETCH));

    // then
    assertThat(task().choices())
        .extracting(Choice::id)
        .containsExactly("retry", "haul-back", "hold");
  }

  @Test
  void whoeverSkipsAStepIsToldWhatTheRunTakesForGrantedAndSaysWhy() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.fails(runway.to(PRUNE));
    Choice skip =
        task().choices().stream()
            .filter(each -> each.id().equals("skip"))
            .findFirst()
            .orElseThrow();
    long id = task().id();

    // when
    assertThatThrownBy(() -> decisions.decide(id, "ida", "skip", null, null))
        .isInstanceOf(ProblemException.class);
    decisions.decide(id, "ida", "skip", "The disk is swapped tomorrow", null);

    // then
    assertThat(skip.explanation()).contains("Old releases stay on the host");
    runway.rest();
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.LIVE);
    assertThat(tasks.find(id).orElseThrow().entries().getLast().reason())
        .isEqualTo("The disk is swapped tomorrow");
  }

  private Run heldRun() throws Exception {
    Run run = runway.release("staging");
    runway.succeed(runway.to(SWAP));
    worker.fails(runway.to(VERIFY));
    worker.fails(runway.to(SWAP_BACK));
    return run;
  }

  private void aDayPasses() {
    jdbc.sql(
            "update task set created_at = created_at - interval '1 day',"
                + " reminded_at = reminded_at - interval '1 day',"
                + " held_at = held_at - interval '1 day'")
        .update();
  }

  private Task task() {
    var open = tasks.list(true);
    assertThat(open).hasSize(1);
    return open.getFirst();
  }
}
