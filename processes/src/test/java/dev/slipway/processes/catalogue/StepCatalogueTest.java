package dev.slipway.processes.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Environment;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepCatalogueTest {

  private static final String LONGEST =
      """
      application: harbour
      source: { git: /srv/git/harbour.git, branch: main }
      environments:
        production:
          url: http://harbour.example.org
          platform:
            host:
              ssh: deploy@harbour.example.org
              key: secret:harbour-ssh
              host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPEvVQY2ZpL6Gv2m6SfDUJ1y6M8o0Cw7RjP1gGzTgVz
              root: /srv/harbour
              unit: harbour
          router: { haproxy: { socket: /run/haproxy/admin.sock, backend: harbour } }
          health: { path: /health, attempts: 1000, timeout: 5m, wait: 5m }
          bake: 24h
          drain: { requests: 1h, streams: 24h }
      """;

  @Test
  void leavesStepsTheTimeThatTheApplicationFileMakesThemWait() {
    // given
    StepCatalogue catalogue = StepCatalogue.shipped();
    Environment environment =
        Definitions.require("harbour", LONGEST).environment("production").orElseThrow();
    Map<Topic, Duration> waits =
        Map.of(
            StepCatalogue.BAKE, Duration.ofHours(24),
            StepCatalogue.RETIRE, Duration.ofHours(24),
            StepCatalogue.STOP_CANDIDATE, Duration.ofHours(1),
            StepCatalogue.CHECK_HEALTH, Duration.ofMinutes(1000 * 10));

    // when
    Map<Topic, Duration> budgets =
        catalogue.all().stream()
            .collect(Collectors.toMap(StepType::topic, type -> type.budget(() -> environment)));

    // then
    assertThat(waits)
        .allSatisfy(
            (topic, wait) ->
                assertThat(budgets.get(topic))
                    .isGreaterThanOrEqualTo(wait.plus(StepCatalogue.SPARE)));
    assertThat(budgets).containsEntry(StepCatalogue.SWAP, Duration.ofMinutes(5));
  }

  @Test
  void neverGivesUpAnUndoSilently() {
    // given
    StepCatalogue catalogue = StepCatalogue.shipped();

    // when
    var undos = catalogue.all().stream().flatMap(step -> step.undoneBy().stream());

    // then
    assertThat(undos)
        .isNotEmpty()
        .allSatisfy(
            undo -> {
              assertThat(catalogue.get(undo).onFailure()).isEqualTo(OnFailure.HOLD);
              assertThat(catalogue.get(undo).undoneBy()).isEmpty();
            });
  }
}
