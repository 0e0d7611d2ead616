package dev.slipway.workers.rig;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Approval;
import dev.slipway.processes.definition.BuildCommand;
import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.Drain;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.HaproxyRouter;
import dev.slipway.processes.definition.HealthCheck;
import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.processes.definition.Migration;
import dev.slipway.processes.definition.PageCheck;
import dev.slipway.processes.definition.Retention;
import dev.slipway.processes.definition.ServiceProcess;
import dev.slipway.processes.definition.Source;
import dev.slipway.processes.definition.WhenBusy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application with one environment, changed from test to test. */
public record Definition(
    Path repository,
    HostPlatform platform,
    URI url,
    String socket,
    List<BuildCommand> build,
    Optional<Migration> migration,
    List<PageCheck> verify,
    Duration bake) {

  public static Definition of(Path repository, HostPlatform platform) {
    return new Definition(
        repository,
        platform,
        URI.create("http://127.0.0.1:1"),
        "127.0.0.1:1",
        List.of(),
        Optional.empty(),
        List.of(),
        Duration.ZERO);
  }

  public Definition build(BuildCommand... commands) {
    return new Definition(
        repository, platform, url, socket, List.of(commands), migration, verify, bake);
  }

  public Definition migrate(String run) {
    return new Definition(
        repository,
        platform,
        url,
        socket,
        build,
        Optional.of(new Migration(run, Migration.Undo.KEEP)),
        verify,
        bake);
  }

  public Definition at(URI url) {
    return new Definition(repository, platform, url, socket, build, migration, verify, bake);
  }

  public Definition router(String socket) {
    return new Definition(repository, platform, url, socket, build, migration, verify, bake);
  }

  public Definition verify(PageCheck... pages) {
    return new Definition(
        repository, platform, url, socket, build, migration, List.of(pages), bake);
  }

  public Definition bake(Duration bake) {
    return new Definition(repository, platform, url, socket, build, migration, verify, bake);
  }

  public Definition platform(
      List<String> required, List<String> shared, Map<Colour, Integer> ports, String command) {
    HostPlatform changed =
        new HostPlatform(
            platform.ssh(),
            platform.key(),
            platform.passphrase(),
            platform.hostKey(),
            platform.root(),
            ports,
            new ServiceProcess.Supervised(command),
            required,
            shared,
            Map.of("GREETING", "it's $5 \"today\""));
    return new Definition(repository, changed, url, socket, build, migration, verify, bake);
  }

  public Definition process(ServiceProcess process, Map<String, String> variables) {
    HostPlatform changed =
        new HostPlatform(
            platform.ssh(),
            platform.key(),
            platform.passphrase(),
            platform.hostKey(),
            platform.root(),
            platform.ports(),
            process,
            platform.required(),
            platform.shared(),
            variables);
    return new Definition(repository, changed, url, socket, build, migration, verify, bake);
  }

  public Environment environment() {
    return new Environment(
        "production",
        url,
        platform,
        new HaproxyRouter(
            socket,
            "shop",
            Map.of(Colour.BLUE, "blue", Colour.GREEN, "green"),
            Optional.of(platform.root() + "/servers.state")),
        build,
        migration,
        new HealthCheck("/health", 20, Duration.ofSeconds(2), Duration.ofMillis(200), 2, false),
        verify,
        bake,
        new Drain(Duration.ofSeconds(5), Duration.ofSeconds(5)),
        new Retention(3),
        new Approval(0, Duration.ofDays(1)),
        WhenBusy.QUEUE);
  }

  public Application application() {
    return new Application(
        "shop",
        new Source(repository.toString(), "main", Optional.empty()),
        Map.of("production", environment()));
  }
}
