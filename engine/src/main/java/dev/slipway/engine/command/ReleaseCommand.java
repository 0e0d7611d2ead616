package dev.slipway.engine.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Releases a commit into an environment. */
@Command(
    name = "release",
    description = "Releases a branch, tag or commit into an environment.",
    mixinStandardHelpOptions = true)
public final class ReleaseCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "APP", description = "The application.")
  private String application = "";

  @Parameters(index = "1", paramLabel = "ENV", description = "Its environment.")
  private String environment = "";

  @Parameters(index = "2", paramLabel = "REF", description = "A branch, a tag or a commit.")
  private String ref = "";

  @Mixin private StartedRun run = new StartedRun();

  @Override
  public Integer call() throws InterruptedException {
    return run.start(
        Map.of(
            "kind", "release", "application", application, "environment", environment, "ref", ref));
  }
}
