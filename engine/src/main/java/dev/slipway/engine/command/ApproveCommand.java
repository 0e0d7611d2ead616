package dev.slipway.engine.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Decides a task. */
@Command(
    name = "approve",
    description = "Decides a task: approves it, or makes another of its choices.",
    mixinStandardHelpOptions = true)
public final class ApproveCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "TASK")
  private long task;

  @Option(
      names = "--choice",
      defaultValue = "approve",
      paramLabel = "CHOICE",
      description = "One of the task's choices (default: ${DEFAULT-VALUE}).")
  private String choice = "approve";

  @Option(
      names = "--reason",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "Why; kept with the task. Some choices need it.")
  private String reason = "";

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws InterruptedException {
    Api api = server.api();
    JsonNode seen = api.get("/api/tasks/" + task);
    if (!Choices.has(seen, choice)) {
      throw new CommandFailure(
          "Task "
              + task
              + " ("
              + Screen.safe(seen.path("title").asString(""))
              + ") has no choice "
              + Screen.safe(choice)
              + ". Give one with --choice: "
              + Screen.safe(Choices.of(seen))
              + ".",
          ExitCode.USAGE);
    }
    Map<String, String> decision = new LinkedHashMap<>();
    decision.put("choice", choice);
    decision.put("reason", reason);
    // What is approved is the plan as it was shown, not one computed since.
    String digest = seen.path("plan").path("digest").asString("");
    if (!digest.isEmpty()) {
      decision.put("planDigest", digest);
    }
    JsonNode decided = api.post("/api/tasks/" + task + "/decision", decision);
    output.json(api, decided);
    output.line("Task %d: %s (%s)".formatted(task, choice, seen.path("title").asString("")));
    return ExitCode.DONE;
  }
}
