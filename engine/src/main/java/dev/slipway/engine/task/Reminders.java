package dev.slipway.engine.task;

import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.run.Ages;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.Steps;
import dev.slipway.workers.loop.LogLine;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings tasks to mind again that nobody decides, so that no run is under way for ever without
 * anybody hearing of it. What is due is read from the tasks themselves, by the database's clock:
 * however many servers look, and however often they are restarted, each reminder is given once.
 */
@Component
public class Reminders {

  private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

  private final Tasks tasks;
  private final Runs runs;
  private final Steps steps;
  private final StepLogs logs;
  private final TaskProperties properties;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Reminders(
      Tasks tasks,
      Runs runs,
      Steps steps,
      StepLogs logs,
      TaskProperties properties,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.tasks = tasks;
    this.runs = runs;
    this.steps = steps;
    this.logs = logs;
    this.properties = properties;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Reminds of every task that is due.
   *
   * @return of how many
   */
  public int round() {
    return (int)
        tasks.due(properties.remind()).stream()
            .filter(task -> Boolean.TRUE.equals(transaction.execute(status -> remind(task))))
            .count();
  }

  /** Whether it was still due: another server may have been faster, or somebody has decided. */
  private boolean remind(Task seen) {
    Run run = runs.lock(seen.run());
    if (!tasks.remind(seen, properties.remind())) {
      return false;
    }
    Task task = tasks.find(seen.id()).orElseThrow();
    if (seen.hold() != null && task.hold() == null && run.status() == RunStatus.HELD) {
      runs.doing(run.number(), RunStatus.HELD, run.words(), Runs.A_PERSON);
    }
    String words =
        "Task %d of run %d waits for a person for %s: %s. Decide it on its page, or with"
            .formatted(task.id(), run.number(), Ages.words(tasks.age(task)), task.title());
    LOG.warn("{} ./slipway approve {}", words, task.id());
    note(task, words + " ./slipway approve " + task.id());
    return true;
  }

  /** In the log of the step that is held, or else of the newest. */
  private void note(Task task, String words) {
    List<Step> all = steps.of(task.run());
    String step = task.step();
    if (step == null && !all.isEmpty()) {
      step = all.getLast().key().value();
    }
    if (step != null) {
      logs.append(
          task.run(), step, List.of(new LogLine(clock.instant(), LogLine.Stream.NOTE, words)));
    }
  }
}
