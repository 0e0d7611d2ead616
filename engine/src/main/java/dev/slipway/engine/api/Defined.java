package dev.slipway.engine.api;

import dev.slipway.engine.definition.Applications;
import dev.slipway.engine.definition.DefinedApplication;
import dev.slipway.engine.problem.Problems;
import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;

/** Finds what a path names, or says that it is not there. */
final class Defined {

  private Defined() {}

  static Application application(Applications applications, String name) {
    return applications
        .find(name)
        .map(DefinedApplication::application)
        .orElseThrow(
            () ->
                Problems.notFound(
                    "There is no application of this name"
                        + applications.whyMissing(name).map(": "::concat).orElse("")));
  }

  static Environment environment(Application application, String name) {
    return application
        .environment(name)
        .orElseThrow(
            () ->
                Problems.notFound(
                    application.name()
                        + " has no environment of this name; it has "
                        + String.join(", ", application.environments().keySet())));
  }
}
