package dev.slipway.engine.command;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Parsed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Checks application files, and tries the environments they name without changing anything. */
@Command(
    name = "check",
    description = {
      "Checks application files, and tries their environments through the server.",
      "Nothing is changed."
    },
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

  /** The repository may take a minute, the host three and the address ten seconds. */
  private static final Duration LONGEST_CHECK = Duration.ofMinutes(5);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE|APP",
      description = "A file or the name of an application (default: every application).")
  private @Nullable String target;

  @Option(
      names = "--applications",
      defaultValue = "applications",
      paramLabel = "DIR",
      description = "Where the application files are (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("applications");

  @Option(names = "--offline", description = "Only the files; asks no server.")
  private boolean offline;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws InterruptedException {
    boolean good = true;
    for (Path file : ApplicationFiles.of(target, directory)) {
      Parsed parsed = Definitions.read(file.toString(), ApplicationFiles.read(file));
      good &=
          switch (parsed) {
            case Parsed.Invalid invalid -> {
              invalid.problems().forEach(problem -> output.line(problem.toString()));
              yield false;
            }
            case Parsed.Valid valid -> {
              output.line(file + ": " + valid.application().name() + " is well defined");
              yield offline || tryEnvironments(valid.application());
            }
          };
    }
    return good ? ExitCode.DONE : ExitCode.FAILED;
  }

  private boolean tryEnvironments(Application application) throws InterruptedException {
    Api api = server.api();
    boolean good = true;
    for (String environment : application.environments().keySet()) {
      JsonNode found =
          api.post(
              "/api/applications/"
                  + Api.part(application.name())
                  + "/environments/"
                  + Api.part(environment)
                  + "/check",
              Map.of(),
              LONGEST_CHECK);
      output.line("");
      output.line(application.name() + " " + environment);
      output.json(api, found);
      if (!output.json()) {
        print(found);
      }
      good &= found.valueStream().noneMatch(one -> one.path("state").asString("").equals("failed"));
    }
    return good;
  }

  private void print(JsonNode found) {
    Table table = new Table("CHECK", "STATE", "FOUND", "NEXT");
    for (JsonNode one : found) {
      table.row(
          one.path("name").asString(""),
          one.path("state").asString(""),
          one.path("found").asString(""),
          one.path("next").asString(""));
    }
    table.print(output.out());
  }
}
