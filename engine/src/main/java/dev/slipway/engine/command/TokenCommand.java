package dev.slipway.engine.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Makes or revokes a token. */
@Command(
    name = "token",
    description = "Makes a token for a program or a worker, and shows it once.",
    mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME")
  private String name = "";

  @Option(
      names = "--right",
      paramLabel = "RIGHT",
      description = "viewer, approver, releaser, admin or worker; may be repeated.")
  private List<String> rights = List.of();

  @Option(
      names = "--topics",
      split = ",",
      paramLabel = "TOPIC",
      description = "A worker's token: only steps of these topics, such as build,migrate.")
  private List<String> topics = List.of();

  @Option(
      names = "--environments",
      split = ",",
      paramLabel = "APP/ENV",
      description = "A worker's token: only these, such as shop/staging, or shop/* for all.")
  private List<String> environments = List.of();

  @Option(names = "--revoke", description = "Revokes the token instead.")
  private boolean revoke;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws InterruptedException {
    Api api = server.api();
    if (revoke) {
      api.delete("/api/tokens/" + Api.part(name));
      output.line("Token " + name + " is revoked.");
      return ExitCode.DONE;
    }
    if (rights.isEmpty()) {
      throw new CommandFailure(
          "A token needs at least one right. Give it with --right, such as --right worker.",
          ExitCode.USAGE);
    }
    JsonNode issued =
        api.post(
            "/api/tokens",
            Map.of("name", name, "rights", rights, "topics", topics, "environments", environments));
    output.json(api, issued);
    output.line(issued.path("token").asString(""));
    return ExitCode.DONE;
  }
}
