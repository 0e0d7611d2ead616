package dev.slipway.engine.api;

import static dev.slipway.processes.catalogue.StepCatalogue.BUILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.Runway;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.SecretNotGivenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

@FlowTest
class SecretsTest {

  @LocalServerPort private int port;

  private final Runway runway;
  private final WorkSources sources;
  private final Path secrets;
  private SignedIn browser;

  @Autowired
  SecretsTest(
      Runway runway, WorkSources sources, @Value("${slipway.data.directory}") Path directory) {
    this.runway = runway;
    this.sources = sources;
    this.secrets = directory.resolve("secrets");
  }

  @BeforeEach
  void signIn() throws Exception {
    runway.clear();
    browser = new SignedIn(port);
  }

  @AfterEach
  void leave() throws IOException {
    browser.close();
    Files.deleteIfExists(secrets.resolve("harbour-ssh"));
    Files.deleteIfExists(secrets.resolve("other"));
  }

  @Test
  void aSecretThatOthersMayReadIsAProblemOfTheFilesThatNameItAlone() throws Exception {
    // given
    store("harbour-ssh", "rw-r--r--");

    // when
    var applications = browser.get("/api/applications");
    var problems = browser.get("/api/applications/problems");

    // then
    assertThat(applications.statusCode()).isEqualTo(200);
    assertThat(applications.body()).contains("\"name\":\"harbour\"");
    assertThat(problems.statusCode()).isEqualTo(200);
    assertThat(problems.body()).contains("harbour.yaml", "chmod 600").doesNotContain("a key");
  }

  @Test
  void theCheckSaysWhyASecretMayNotBeUsed() throws Exception {
    // given
    store("harbour-ssh", "rw-r--r--");

    // when
    var check = browser.post("/api/applications/harbour/environments/staging/check", "");

    // then
    assertThat(check.statusCode()).isEqualTo(200);
    assertThat(check.body()).contains("\"state\":\"failed\"", "chmod 600");
  }

  @Test
  void aStepLearnsWhyASecretMayNotBeUsed() throws Exception {
    // given
    store("harbour-ssh", "rw-r--r--");
    runway.release("staging");
    Claim build = runway.to(BUILD);

    // then
    assertThatThrownBy(() -> sources.of("by hand").secret(build, "harbour-ssh"))
        .isInstanceOf(SecretNotGivenException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aStepGetsTheSecretsOfItsEnvironmentAndNoOthers() throws Exception {
    // given
    store("harbour-ssh", "rw-------");
    store("other", "rw-------");
    runway.release("staging");
    Claim build = runway.to(BUILD);

    // when
    List<?> own = sources.of("by hand").secret(build, "harbour-ssh");

    // then
    assertThat(own).hasSize(1);
    assertThatThrownBy(() -> sources.of("by hand").secret(build, "other"))
        .isInstanceOf(SecretNotGivenException.class)
        .hasMessageContaining("secret:other", "staging");
  }

  private void store(String name, String permissions) throws IOException {
    Files.createDirectories(secrets);
    Path file = Files.writeString(secrets.resolve(name), "a key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
