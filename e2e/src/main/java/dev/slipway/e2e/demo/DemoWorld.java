package dev.slipway.e2e.demo;

import dev.slipway.e2e.front.DemoFront;
import dev.slipway.e2e.front.FrontSettings;
import dev.slipway.e2e.host.DemoHost;
import dev.slipway.e2e.host.HostSettings;
import dev.slipway.e2e.host.ProcessMark;
import dev.slipway.e2e.sample.SampleRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Everything that runs during a demo. The server is slowest to start, so it starts first and the
 * rest while it does.
 */
record DemoWorld(EngineApi api, URI harbour, String password) {

  // Not SLIPWAY_…: the server takes those for settings and refuses ones it does not know.
  private static final String MARK = "DEMO_OF_SLIPWAY";

  static DemoWorld start(DemoDirectory place, DemoPorts ports, Stopper stopper, Console console)
      throws DemoException, IOException, InterruptedException {
    ProcessMark mark = new ProcessMark(MARK, place.root().toString());
    // A mark of its own, so that ending the host does not end the server before its time.
    ProcessMark serverMark = new ProcessMark(MARK + "_SERVER", place.root().toString());
    mark.endAll(Duration.ofSeconds(3));
    serverMark.endAll(Duration.ofSeconds(3));
    place.empty();
    Path repository = place.plain().resolve("harbour");
    Path home = place.plain().resolve("host");
    Path stateFile = home.resolve("haproxy.state");
    try {
      DemoKeys keys = DemoKeys.generate();
      place.writePrivately("slipway/secrets/" + ApplicationFile.KEY, keys.accountKeyFile());
      Files.createDirectories(place.resolve("applications"));
      Files.writeString(
          place.resolve("applications/harbour.yaml"),
          ApplicationFile.write(
              repository, home.resolve("harbour"), stateFile, keys.hostKeyLine(), ports));
      console.line(
          "Starting the server (PostgreSQL first), its log is %s"
              .formatted(place.resolve("server.log")));
      EngineProcess engine =
          EngineProcess.start(place, ports.server(), keys.password(), serverMark);
      stopper.add("server", engine::stop);
      startHost(home, place.resolve("tmp"), keys, ports, mark, stopper);
      DemoFront front = DemoFront.start(front(ports, stateFile), Clock.systemUTC());
      stopper.add("front", front::close);
      console.line(
          "A host listens on port %d, a front on port %d".formatted(ports.host(), ports.front()));
      SampleRepository.create(repository);
      console.line(
          "Harbour's repository is %s: v1 and v2 good, v3 and v4 broken".formatted(repository));
      EngineApi api = engine.awaitReady(console);
      return new DemoWorld(api, URI.create("http://127.0.0.1:" + ports.front()), keys.password());
    } catch (GeneralSecurityException e) {
      throw new DemoException("This JDK cannot make the demo's keys: " + e.getMessage(), e);
    }
  }

  private static void startHost(
      Path home, Path temporary, DemoKeys keys, DemoPorts ports, ProcessMark mark, Stopper stopper)
      throws IOException {
    Files.createDirectories(temporary);
    Map<String, String> environment =
        Map.of(
            "PATH",
            SearchPath.ofHost(),
            "TMPDIR",
            temporary.toString(),
            "LANG",
            "C.UTF-8",
            "SHELL",
            "/bin/sh");
    DemoHost host =
        DemoHost.start(
            new HostSettings(
                ports.host(),
                ApplicationFile.USER,
                keys.host(),
                keys.account().getPublic(),
                home,
                environment,
                mark));
    stopper.add("host", host::close);
  }

  private static FrontSettings front(DemoPorts ports, Path stateFile) {
    return new FrontSettings(
        ports.front(),
        ports.frontApi(),
        ApplicationFile.BACKEND,
        Map.of("blue", ports.blue(), "green", ports.green()),
        stateFile);
  }
}
