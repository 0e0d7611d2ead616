package dev.slipway.e2e.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: prepares, plays, and stays until it is interrupted. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts a server, a host and a front, and releases a sample application five times: two"
            + " good versions, two bad ones, and a rollback.")
public final class Demo implements Callable<Integer> {

  private static final int DEFAULT_PORT = 8080;

  @Option(names = "--port", description = "port of the web UI (default: 8080; free with --exit)")
  private @Nullable Integer port;

  @Option(names = "--dir", description = "where everything is kept (default: ./demo-data)")
  private @Nullable Path directory;

  @Option(
      names = "--exit",
      description = "stop at the end: status 0 if every outcome was the expected one")
  private boolean exit;

  private final Console console =
      new Console(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "dev/slipway/e2e/demo/logback.xml");
    LoadClients.prepare();
    System.exit(new CommandLine(new Demo()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Stopper stopper = new Stopper(console);
    Runtime.getRuntime().addShutdownHook(new Thread(stopper::stop, "demo-stop"));
    try {
      boolean expected = play(stopper);
      if (!exit) {
        console.line("It goes on running; Ctrl-C stops everything.");
        new CountDownLatch(1).await();
      }
      return expected ? 0 : 1;
    } catch (DemoException e) {
      // Interrupted, everything fails; that is no news.
      if (!stopper.stopping()) {
        console.error(e.advice());
      }
      return 1;
    } finally {
      stopper.stop();
    }
  }

  private boolean play(Stopper stopper) throws DemoException, IOException, InterruptedException {
    long started = System.nanoTime();
    int wanted = exit ? 0 : DEFAULT_PORT;
    DemoPorts ports = DemoPorts.choose(port == null ? wanted : port);
    DemoDirectory place = DemoDirectory.prepare(directory, exit);
    stopper.add("demo directory", place::close);
    DemoWorld world = DemoWorld.start(place, ports, stopper, console);
    console.line(
        "Ready after %s. Harbour will be at %s, Slipway is at %s"
            .formatted(
                Words.seconds(Duration.ofNanos(System.nanoTime() - started)),
                world.harbour(),
                world.api().address()));
    Load load = new Load(world.harbour());
    stopper.add("load", load::stop);
    Story story = new Story(world.api(), load, console);
    story.play();
    load.stop();
    console.line("");
    OutcomeTable.print(story.results(), console);
    console.line("");
    console.line(
        "Slipway   %s   sign in as admin, password %s"
            .formatted(world.api().address(), world.password()));
    console.line("Harbour   %s".formatted(world.harbour()));
    console.line("Files     %s".formatted(place.root()));
    return story.results().stream().allMatch(RunResult::asExpected) && story.complete();
  }
}
