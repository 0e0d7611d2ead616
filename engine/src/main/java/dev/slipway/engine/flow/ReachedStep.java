package dev.slipway.engine.flow;

import dev.slipway.processes.catalogue.Topic;

/**
 * A run has come to a step.
 *
 * @param run the run's number
 * @param process the key of the process the step stands in
 * @param processInstance the engine's id of that process instance
 * @param execution the engine's id of the place where the run waits for the step
 * @param activity the step's id in the model
 * @param title the step's name in the model
 * @param topic which worker performs it
 * @param compensation whether it undoes an earlier step
 */
public record ReachedStep(
    long run,
    String process,
    String processInstance,
    String execution,
    String activity,
    String title,
    Topic topic,
    boolean compensation) {}
