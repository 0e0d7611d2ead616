package dev.slipway.engine.api;

import dev.slipway.engine.secret.SecretStore;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.workers.git.SecretLookup;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepFailedException;
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
    return secrets
        .find(reference.name())
        .map(value -> new Secret(reference.name(), value))
        .orElseThrow(
            () ->
                new StepFailedException(
                    Failure.of(
                        "Secret " + reference.name(),
                        "there is no secret of this name",
                        "Store it, then ask again")));
  }
}
