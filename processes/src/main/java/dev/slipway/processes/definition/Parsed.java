package dev.slipway.processes.definition;

import java.util.List;

/** What became of reading an application file. */
public sealed interface Parsed {

  /**
   * The file is right.
   *
   * @param application what it says
   * @param secrets every place that names a secret, in the order of the file; whether the secrets
   *     exist is not known here
   */
  record Valid(Application application, List<SecretUse> secrets) implements Parsed {

    public Valid {
      secrets = List.copyOf(secrets);
    }
  }

  /**
   * The file is wrong.
   *
   * @param problems everything that is wrong with it, in the order of the file; at least one
   */
  record Invalid(List<Problem> problems) implements Parsed {

    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
