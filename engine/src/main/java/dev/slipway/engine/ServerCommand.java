package dev.slipway.engine;

import dev.slipway.engine.command.CommandFailure;
import dev.slipway.engine.command.ExitCode;
import dev.slipway.engine.start.StartFailures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "server",
    description = "Runs the server until it is stopped.",
    footer = {
      "",
      "Any setting can be given as an option of its own, such as",
      "--spring.datasource.url=jdbc:postgresql://… or --slipway.database.start-within=30s."
    },
    mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {

  private static final Pattern SETTING =
      Pattern.compile("--(slipway|spring|server|logging|management|flowable)\\.[^=]+=.*");

  @Option(
      names = "--data",
      defaultValue = "data",
      paramLabel = "DIR",
      description = "Where the server keeps its data (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--applications",
      defaultValue = "applications",
      paramLabel = "DIR",
      description = "Where the application files are (default: ${DEFAULT-VALUE}).")
  private Path applications = Path.of("applications");

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String bind = "127.0.0.1";

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description =
          "What this server is called among those that share a database; the same after a restart"
              + " (default: slipway-1).")
  private @Nullable String node;

  @Unmatched private List<String> settings = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    String[] properties = properties();
    refuseTakenPort();
    CountDownLatch closed = new CountDownLatch(1);
    SpringApplication application = new SpringApplication(EngineApplication.class);
    application.addListeners((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
    try {
      var context = application.run(properties);
      if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
        spec.commandLine()
            .getOut()
            .println(
                "Slipway is ready at http://"
                    + shownAddress()
                    + ":"
                    + web.getWebServer().getPort());
      }
    } catch (RuntimeException failure) {
      throw StartFailures.explain(failure)
          .map(sentence -> new CommandFailure(sentence, ExitCode.FAILED))
          .orElseThrow(() -> failure);
    }
    closed.await();
    return ExitCode.DONE;
  }

  private String[] properties() {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "A port is a number from 0 to 65535");
    }
    List<String> properties = new ArrayList<>();
    for (String setting : settings) {
      if (!SETTING.matcher(setting).matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "Unknown option: " + setting + " (a setting is written --name=value)");
      }
      properties.add(setting);
    }
    if (node != null) {
      properties.add("--slipway.node.name=" + node);
    }
    properties.add("--slipway.data.directory=" + data);
    properties.add("--slipway.applications.directory=" + applications);
    properties.add("--server.port=" + port);
    properties.add("--server.address=" + bind);
    return properties.toArray(String[]::new);
  }

  /** Asked before anything is started, so that the answer comes at once. */
  private void refuseTakenPort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(bind, port));
    } catch (IOException e) {
      throw new CommandFailure(
          "The server cannot listen on "
              + shownAddress()
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "). Stop what uses it, or choose another with --port and --bind.",
          ExitCode.FAILED);
    }
  }

  private String shownAddress() {
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }
}
