package dev.slipway.workers.git;

import dev.slipway.processes.definition.SecretReference;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepFailedException;

/** Resolves a secret at the moment of its use; {@code step::secret} inside a step. */
@FunctionalInterface
public interface SecretLookup {

  Secret secret(SecretReference reference) throws StepFailedException;
}
