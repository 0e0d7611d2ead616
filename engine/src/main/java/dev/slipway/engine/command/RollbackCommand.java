package dev.slipway.engine.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a release back that served before. */
@Command(
    name = "rollback",
    description = "Puts a release back that served before; nothing is built.",
    mixinStandardHelpOptions = true)
public final class RollbackCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "APP", description = "The application.")
  private String application = "";

  @Parameters(index = "1", paramLabel = "ENV", description = "Its environment.")
  private String environment = "";

  @Parameters(
      index = "2",
      paramLabel = "RELEASE",
      description =
          "Its id, such as r1-1a2b3c4d5e: in the output of its run, and on the page of the environment.")
  private String release = "";

  @Mixin private StartedRun run = new StartedRun();

  @Override
  public Integer call() throws InterruptedException {
    return run.start(
        Map.of(
            "kind",
            "rollback",
            "application",
            application,
            "environment",
            environment,
            "release",
            release));
  }
}
