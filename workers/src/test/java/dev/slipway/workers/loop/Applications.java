package dev.slipway.workers.loop;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Approval;
import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.Drain;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.HaproxyRouter;
import dev.slipway.processes.definition.HealthCheck;
import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.processes.definition.Retention;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.processes.definition.ServiceProcess;
import dev.slipway.processes.definition.Source;
import dev.slipway.processes.definition.SshAddress;
import dev.slipway.processes.definition.WhenBusy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application whose steps the tests perform. */
final class Applications {

  private Applications() {}

  static Application shop() {
    Environment staging =
        new Environment(
            "staging",
            URI.create("https://shop.example.org"),
            new HostPlatform(
                new SshAddress("deploy", "shop.example.org", 22),
                new SecretReference("key"),
                Optional.empty(),
                "ssh-ed25519 AAAA",
                "/srv/shop",
                Map.of(Colour.BLUE, 9001, Colour.GREEN, 9002),
                new ServiceProcess.Supervised("true"),
                List.of(),
                List.of(),
                Map.of()),
            new HaproxyRouter(
                "/run/haproxy/admin.sock",
                "shop",
                Map.of(Colour.BLUE, "blue", Colour.GREEN, "green"),
                Optional.empty()),
            List.of(),
            Optional.empty(),
            new HealthCheck("/", 3, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, false),
            List.of(),
            Duration.ZERO,
            new Drain(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            new Retention(3),
            new Approval(0, Duration.ofHours(1)),
            WhenBusy.QUEUE);
    return new Application(
        "shop",
        new Source("https://example.org/shop.git", "main", Optional.empty()),
        Map.of("staging", staging));
  }
}
