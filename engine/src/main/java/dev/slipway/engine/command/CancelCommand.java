package dev.slipway.engine.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Cancels a run. */
@Command(
    name = "cancel",
    description = "Cancels a run: what it has changed is undone.",
    mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RUN")
  private long run;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept with the run.")
  private String reason = "";

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws InterruptedException {
    Api api = server.api();
    JsonNode answer = api.post("/api/runs/" + run + "/cancel", Map.of("reason", reason));
    output.json(api, answer);
    output.line(
        "Run %d is being cancelled. Follow it with: ./slipway logs -f %d".formatted(run, run));
    return ExitCode.DONE;
  }
}
