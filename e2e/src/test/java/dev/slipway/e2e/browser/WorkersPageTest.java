package dev.slipway.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.slipway.e2e.cluster.Quay;
import dev.slipway.e2e.server.SlipwayClient;
import dev.slipway.e2e.server.SlipwayServer;
import dev.slipway.e2e.server.WorkerProcess;
import dev.slipway.e2e.world.Needs;
import dev.slipway.e2e.world.WithoutCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The page of workers with one that works, one that is silent and one that has gone. */
@Needs("browser")
@ExtendWith(WithoutCondition.class)
@Isolated("what it shows as silent must be so because the test made it so")
class WorkersPageTest {

  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path directory = Path.of("");

  @Test
  void tellsInWordsWhoWorksWhoIsSilentAndWhoHasGone() throws Exception {
    // given
    List<String> violations = new ArrayList<>();
    try (Quay quay = Quay.open(directory);
        SlipwayServer server =
            new SlipwayServer(
                directory.resolve("data"),
                Files.createDirectories(directory.resolve("applications")),
                List.of("--slipway.worker.concurrency=0"));
        Chromium chromium = Chromium.start()) {
      server.keepSecret(Quay.KEY, quay.privateKey());
      server.define(Quay.APPLICATION, quay.file());
      SlipwayClient client = server.start();
      Visitor first = Visitor.at(chromium, server.url(), ColorScheme.LIGHT);
      first.signIn();
      try (WorkerProcess crane = worker(server, "crane");
          WorkerProcess derrick = worker(server, "derrick");
          WorkerProcess winch = worker(server, "winch")) {
        for (WorkerProcess each : List.of(crane, derrick, winch)) {
          each.awaitReady();
        }
        var unused = winch.terminate();
        derrick.suspend();
        quay.hold("build");
        client.awaitApplication(Quay.APPLICATION, Quay.ENVIRONMENT, SOON);
        client.release(Quay.APPLICATION, Quay.ENVIRONMENT, "v1");
        // when
        first.page().keyboard().press("g");
        first.page().keyboard().press("w");
        first.heading("Who performs steps").waitFor();
        first.page().getByText("its steps go to others").first().waitFor(patiently());
        first.page().getByText("Build").first().waitFor();
        // then
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          Visitor visitor = Visitor.at(chromium, server.url(), scheme);
          visitor.signIn();
          visitor.goTo("/workers");
          visitor.page().getByText("its steps go to others").first().waitFor(patiently());
          visitor.picture("workers-page-" + scheme.name().toLowerCase(Locale.ROOT));
          violations.addAll(new Axe().violations(visitor.page()));
          visitor.page().setViewportSize(390, 844);
          visitor.picture("workers-page-narrow-" + scheme.name().toLowerCase(Locale.ROOT));
        }
        String page = first.page().locator("main").innerText();
        assertThat(page).contains("crane", "Working", "1 of 4 at a time", "derrick", "Silent");
        assertThat(page).contains("winch", "Gone", "in every environment", "slipway-1", "Running");
        assertThat(violations).isEmpty();
        derrick.wake();
        quay.letGo();
      }
    }
  }

  private static Locator.WaitForOptions patiently() {
    return new Locator.WaitForOptions().setTimeout((double) SOON.toMillis());
  }

  private WorkerProcess worker(SlipwayServer server, String name)
      throws IOException, InterruptedException {
    String token = server.command("token", name, "--right", "worker").output().strip();
    return server.worker(name, token, directory.resolve("work-" + name));
  }
}
