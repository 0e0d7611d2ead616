package dev.slipway.engine.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists runs. */
@Command(
    name = "runs",
    description = "Lists runs, the newest first.",
    mixinStandardHelpOptions = true)
public final class RunsCommand implements Callable<Integer> {

  @Option(names = "--application", paramLabel = "APP")
  private @Nullable String application;

  @Option(names = "--environment", paramLabel = "ENV")
  private @Nullable String environment;

  @Option(names = "--outcome", paramLabel = "OUTCOME")
  private @Nullable String outcome;

  @Option(names = "--limit", defaultValue = "20", paramLabel = "N")
  private int limit;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws InterruptedException {
    Api api = server.api();
    JsonNode answer = api.get("/api/runs?limit=" + limit + filters());
    output.json(api, answer);
    if (!output.json()) {
      print(answer.path("runs"));
    }
    return ExitCode.DONE;
  }

  private void print(JsonNode runs) {
    if (runs.isEmpty()) {
      output.line("No runs.");
      return;
    }
    Table table =
        new Table("RUN", "KIND", "APPLICATION", "ENVIRONMENT", "REF", "STATE", "BY", "IN WORDS");
    for (JsonNode run : runs) {
      table.row(
          run.path("run").asString(),
          run.path("kind").asString(""),
          run.path("application").asString(""),
          run.path("environment").asString(""),
          run.path("ref").asString(run.path("release").asString("")),
          run.path("outcome").asString(run.path("status").asString("")),
          run.path("requestedBy").asString(""),
          run.path("words").asString(""));
    }
    table.print(output.out());
  }

  private String filters() {
    return filter("application", application)
        + filter("environment", environment)
        + filter("outcome", outcome);
  }

  private static String filter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + Api.part(value);
  }
}
