package dev.slipway.engine.command;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists servers and workers. */
@Command(
    name = "workers",
    description = "Lists servers and workers, and what they do.",
    mixinStandardHelpOptions = true)
public final class WorkersCommand implements Callable<Integer> {

  @Option(names = "--all", description = "Those that have gone in the last day, too.")
  private boolean all;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws InterruptedException {
    Api api = server.api();
    JsonNode answer = api.get("/api/workers");
    output.json(api, answer);
    if (!output.json()) {
      servers(answer.path("servers"));
      output.line("");
      workers(answer.path("workers"));
    }
    return ExitCode.DONE;
  }

  private void servers(JsonNode servers) {
    Table table = new Table("SERVER", "STATE", "VERSION", "HOST", "SINCE", "LAST HEARD");
    for (JsonNode each : servers) {
      if (all || !each.path("state").asString("").equals("ended")) {
        String how = each.path("endedHow").asString("");
        table.row(
            each.path("name").asString(""),
            how.isEmpty() ? each.path("state").asString("") : how,
            each.path("version").asString(""),
            each.path("host").asString(""),
            each.path("since").asString(""),
            ago(each));
      }
    }
    table.print(output.out());
  }

  private void workers(JsonNode workers) {
    Table table =
        new Table(
            "WORKER", "WHERE", "STATE", "VERSION", "HOST", "LAST HEARD", "ONLY", "STEPS", "DOES");
    boolean any = false;
    for (JsonNode each : workers) {
      if (all || !each.path("state").asString("").equals("gone")) {
        any = true;
        JsonNode steps = each.path("steps");
        table.row(
            each.path("name").asString(""),
            each.path("server").asString("").isEmpty() ? "elsewhere" : "in the server",
            each.path("state").asString(""),
            each.path("version").asString(""),
            each.path("host").asString(""),
            ago(each),
            only(each),
            steps.size() + " of " + each.path("concurrency").asInt(),
            steps.valueStream().map(WorkersCommand::step).collect(Collectors.joining("; ")));
      }
    }
    if (any) {
      table.print(output.out());
    } else {
      output.line("No worker is there: nothing will be done until one comes.");
    }
  }

  private static String ago(JsonNode each) {
    return span(each.path("silentSeconds").asLong()) + " ago";
  }

  private static String step(JsonNode step) {
    return step.path("title").asString("")
        + " of run "
        + step.path("run").asString()
        + " ("
        + step.path("application").asString("")
        + "/"
        + step.path("environment").asString("")
        + "), for "
        + span(step.path("ageSeconds").asLong());
  }

  /** What a worker elsewhere is limited to; one in a server serves everything. */
  private static String only(JsonNode worker) {
    if (!worker.path("server").asString("").isEmpty()) {
      return "";
    }
    String topics =
        worker
            .path("topics")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(","));
    String environments =
        worker
            .path("environments")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(","));
    return environments.isEmpty() ? topics : topics + " in " + environments;
  }

  private static String span(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }
}
