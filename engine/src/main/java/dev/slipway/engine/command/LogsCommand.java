package dev.slipway.engine.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Prints the log of a run. */
@Command(name = "logs", description = "Prints the log of a run.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int MOST_BREAKS = 60;

  @Parameters(index = "0", paramLabel = "RUN")
  private long run;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the run has ended.")
  private boolean follow;

  @Option(names = "--step", paramLabel = "KEY", description = "Only this step.")
  private @Nullable String step;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  private long printed;
  private int breaks;

  @Override
  public Integer call() throws InterruptedException {
    Api api = server.api();
    if (!follow) {
      printAll(api);
      return ExitCode.DONE;
    }
    while (true) {
      try {
        // Asked first: what a run says last is there when it has ended.
        JsonNode now = api.get("/api/runs/" + run);
        printAll(api);
        breaks = 0;
        if (now.path("status").asString("").equals("ended")) {
          output.line("");
          output.line(
              "%s: %s".formatted(now.path("outcome").asString(""), now.path("words").asString("")));
          return ExitCode.DONE;
        }
        stream(api, now.path("lastEvent").asLong(0));
      } catch (CommandFailure failure) {
        if (failure.exitCode() != ExitCode.UNREACHABLE || ++breaks > MOST_BREAKS) {
          throw failure;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /** Until the run has ended or the stream breaks off. */
  private void stream(Api api, long after) throws InterruptedException {
    String path = "/api/runs/" + run + "/events?log=true&after=" + after + "&logAfter=" + printed;
    try (EventStream events = api.events(path)) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        JsonNode data = event.get().data();
        if (event.get().type().equals("log")) {
          print(api, data);
        } else if (event.get().type().equals("run")
            && data.path("status").asString("").equals("ended")) {
          return;
        }
      }
    }
    Thread.sleep(PAUSE);
  }

  private void printAll(Api api) throws InterruptedException {
    while (true) {
      JsonNode page = api.get("/api/runs/" + run + "/log?limit=1000&after=" + printed + ofStep());
      page.path("lines").forEach(line -> print(api, line));
      if (!page.path("next").isNumber() || page.path("lines").isEmpty()) {
        return;
      }
    }
  }

  private void print(Api api, JsonNode line) {
    long seq = line.path("seq").asLong(0);
    boolean wanted = step == null || line.path("step").asString("").equals(step);
    if (seq <= printed || !wanted) {
      return;
    }
    printed = seq;
    output.json(api, line);
    output.line(
        "%s  %s  %s"
            .formatted(
                line.path("at").asString(""),
                line.path("step").asString(""),
                line.path("text").asString("")));
  }

  private String ofStep() {
    return step == null ? "" : "&step=" + Api.part(step);
  }
}
