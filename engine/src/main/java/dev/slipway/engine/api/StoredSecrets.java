package dev.slipway.engine.api;

import dev.slipway.engine.secret.SecretRefusedException;
import dev.slipway.engine.secret.SecretStore;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.workers.git.SecretLookup;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepFailedException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Resolves secrets for what the server does outside of steps: looking, and never changing. */
@Component
class StoredSecrets implements SecretLookup {

  private final SecretStore secrets;

  StoredSecrets(SecretStore secrets) {
    this.secrets = secrets;
  }

  @Override
  public Secret secret(SecretReference reference) throws StepFailedException {
    return find(reference)
        .map(value -> new Secret(reference.name(), value))
        .orElseThrow(
            () ->
                new StepFailedException(
                    Failure.of(
                        "Secret " + reference.name(),
                        "there is no secret of this name",
                        "Store it as the file secrets/"
                            + reference.name()
                            + " of the server's data directory, with mode 600; then ask again")));
  }

  private Optional<String> find(SecretReference reference) throws StepFailedException {
    try {
      return secrets.find(reference.name());
    } catch (SecretRefusedException e) {
      throw new StepFailedException(
          Failure.of(
              "Secret " + reference.name(),
              String.valueOf(e.getMessage()),
              "Do what it says, then ask again"),
          e);
    }
  }
}
