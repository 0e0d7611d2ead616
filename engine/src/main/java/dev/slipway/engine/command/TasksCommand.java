package dev.slipway.engine.command;

import dev.slipway.engine.run.Ages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists what waits for a person. */
@Command(
    name = "tasks",
    description = "Lists what waits for a person.",
    mixinStandardHelpOptions = true)
public final class TasksCommand implements Callable<Integer> {

  @Option(names = "--all", description = "Decided ones too.")
  private boolean all;

  private final Clock clock;

  public TasksCommand() {
    this(Clock.systemUTC());
  }

  TasksCommand(Clock clock) {
    this.clock = clock;
  }

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws InterruptedException {
    Api api = server.api();
    JsonNode tasks = api.get("/api/tasks" + (all ? "" : "?open=true"));
    output.json(api, tasks);
    if (!output.json()) {
      print(tasks);
    }
    return ExitCode.DONE;
  }

  private void print(JsonNode tasks) {
    if (tasks.isEmpty()) {
      output.line("Nothing waits for a person.");
      return;
    }
    Table table =
        new Table("TASK", "KIND", "RUN", "APPLICATION", "ENVIRONMENT", "WAITS", "WHAT", "CHOICES");
    for (JsonNode task : tasks) {
      table.row(
          task.path("id").asString(),
          task.path("kind").asString(""),
          task.path("run").asString(),
          task.path("application").asString(""),
          task.path("environment").asString(""),
          waits(task),
          task.path("title").asString(""),
          Choices.of(task));
    }
    table.print(output.out());
  }

  /** How long it has been open and who holds it, or what became of it. */
  private String waits(JsonNode task) {
    if (task.path("decided").isObject()) {
      return "decided by " + task.path("decided").path("by").asString("");
    }
    Duration age =
        Duration.between(Instant.parse(task.path("createdAt").asString()), clock.instant());
    JsonNode hold = task.path("hold");
    return Ages.words(age)
        + (hold.isObject()
            ? ", held by " + hold.path("by").asString("") + ": " + hold.path("reason").asString("")
            : "");
  }
}
