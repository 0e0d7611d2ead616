package dev.slipway.engine.command;

import dev.slipway.processes.definition.Durations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Decides a task. */
@Command(
    name = "approve",
    description = {
      "Decides a task: approves it, or makes another of its choices. With --choice hold it stays",
      "open, and everybody sees who looks into it and why.",
      "An approval is for exactly one plan. At a terminal it is shown first, and asked about;",
      "elsewhere the digest of the plan that was looked at is given with --plan. It is in",
      "./slipway tasks --json, and in the task's page."
    },
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

  @Option(
      names = "--plan",
      paramLabel = "DIGEST",
      description = "The plan that was looked at; approves that one and no other, unasked.")
  private @Nullable String plan;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description =
          "With --choice hold: after how long the task comes up again, such as 30m, 4h or 2d.")
  private @Nullable String length;

  private final Person person;

  public ApproveCommand() {
    this(Person.atTheTerminal());
  }

  ApproveCommand(Person person) {
    this.person = person;
  }

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws InterruptedException {
    OptionalLong holdSeconds = holdSeconds();
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
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("choice", choice);
    decision.put("reason", reason);
    String digest = plan == null ? "" : plan;
    if (digest.isEmpty() && choice.equals("approve") && seen.path("plan").isObject()) {
      if (!agreed(seen)) {
        output.line("Nothing was decided.");
        return ExitCode.NOT_DONE;
      }
      digest = seen.path("plan").path("digest").asString("");
    }
    // What is approved is the plan as it was shown, not one computed since.
    if (!digest.isEmpty()) {
      decision.put("planDigest", digest);
    }
    holdSeconds.ifPresent(seconds -> decision.put("holdSeconds", seconds));
    JsonNode decided = api.post("/api/tasks/" + task + "/decision", decision);
    output.json(api, decided);
    output.line("Task %d: %s (%s)".formatted(task, choice, seen.path("title").asString("")));
    return ExitCode.DONE;
  }

  private OptionalLong holdSeconds() {
    if (length == null) {
      return OptionalLong.empty();
    }
    if (!choice.equals("hold")) {
      throw new CommandFailure("--for goes with --choice hold only.", ExitCode.USAGE);
    }
    try {
      return OptionalLong.of(Durations.read(length).toSeconds());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--for " + e.getMessage() + ".", ExitCode.USAGE);
    }
  }

  private boolean agreed(JsonNode seen) {
    output.line("Task %d: %s".formatted(task, seen.path("title").asString("")));
    new PlanText(seen.path("plan")).lines().forEach(output::line);
    if (output.json()) {
      throw nobodyToAsk();
    }
    return person
        .asked("Approve exactly this plan? Type yes: ")
        .orElseThrow(this::nobodyToAsk)
        .equals("yes");
  }

  private CommandFailure nobodyToAsk() {
    return new CommandFailure(
        "Nobody can be asked here, and a plan is not approved unseen. Look at it with ./slipway"
            + " tasks --json, then give its digest: ./slipway approve "
            + task
            + " --plan DIGEST.",
        ExitCode.USAGE);
  }
}
