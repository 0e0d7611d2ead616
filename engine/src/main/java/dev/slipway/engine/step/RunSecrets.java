package dev.slipway.engine.step;

import dev.slipway.engine.secret.SecretRefusedException;
import dev.slipway.engine.secret.SecretStore;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Parsed;
import dev.slipway.processes.definition.SecretUse;
import dev.slipway.workers.loop.SecretNotGivenException;
import dev.slipway.workers.step.RunFacts;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Resolves secrets for the steps of a run, and only those that the run's definition names for its
 * environment: whoever has a worker's token can read no others.
 */
@Component
class RunSecrets {

  private final SecretStore secrets;

  RunSecrets(SecretStore secrets) {
    this.secrets = secrets;
  }

  /**
   * The value of a secret; nothing if there is none of this name.
   *
   * @throws SecretNotGivenException if the run has no business with it, or it may not be used as it
   *     is
   */
  Optional<String> find(RunFacts run, String name) {
    if (uses(run).stream().noneMatch(use -> use.secret().name().equals(name))) {
      throw new SecretNotGivenException(
          "The definition of "
              + run.application()
              + " does not name secret:"
              + name
              + " for "
              + run.environment());
    }
    try {
      return secrets.find(name);
    } catch (SecretRefusedException e) {
      throw new SecretNotGivenException(String.valueOf(e.getMessage()));
    }
  }

  private static List<SecretUse> uses(RunFacts run) {
    return switch (Definitions.read("the run's definition", run.definition())) {
      case Parsed.Invalid ignored -> List.of();
      case Parsed.Valid valid ->
          valid.secrets().stream().filter(use -> concerns(use.field(), run.environment())).toList();
    };
  }

  private static boolean concerns(String field, String environment) {
    return !field.startsWith("environments.")
        || field.startsWith("environments." + environment + ".");
  }
}
