package dev.slipway.engine.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Asking for a run, and waiting for it where that is wanted. */
@Command(
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:asked for; with --wait, live",
      "1:with --wait, restored",
      "2:wrong usage, or a value that is refused",
      "3:with --wait, a person has to look: the run is held",
      "4:with --wait, rejected or cancelled",
      "5:the server cannot be reached",
    })
final class StartedRun {

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Option(names = "--wait", description = "Prints the steps as they go and ends with the run.")
  private boolean wait;

  int start(Map<String, String> wanted) throws InterruptedException {
    Api api = server.api();
    JsonNode run = api.post("/api/runs", wanted);
    long number = run.path("run").asLong();
    if (!wait) {
      output.line(
          "Run %d: %s. Follow it with: ./slipway logs -f %d"
              .formatted(number, run.path("words").asString("requested"), number));
      output.json(api, run);
      return ExitCode.DONE;
    }
    return waitFor(api, number);
  }

  private int waitFor(Api api, long number) throws InterruptedException {
    output.line("Run " + number);
    JsonNode end = new RunWatch(api, output).toItsEnd(number);
    String outcome = end.path("outcome").asString("needs-human");
    output.line("%s: %s".formatted(outcome, end.path("words").asString("")));
    output.json(api, end);
    return ExitCode.of(outcome);
  }
}
