package dev.slipway.engine.definition;

import dev.slipway.processes.definition.Application;

/**
 * An application as it is defined now.
 *
 * @param yaml the text of its file, which a run keeps
 */
public record DefinedApplication(Application application, String yaml) {}
