package dev.slipway.engine.command;

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
    Table table = new Table("TASK", "KIND", "RUN", "APPLICATION", "ENVIRONMENT", "WHAT", "CHOICES");
    for (JsonNode task : tasks) {
      table.row(
          task.path("id").asString(),
          task.path("kind").asString(""),
          task.path("run").asString(),
          task.path("application").asString(""),
          task.path("environment").asString(""),
          task.path("title").asString(""),
          Choices.of(task));
    }
    table.print(output.out());
  }
}
