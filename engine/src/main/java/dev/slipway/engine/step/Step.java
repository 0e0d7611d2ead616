package dev.slipway.engine.step;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One activity of a run, done by a worker.
 *
 * @param number grows in the order in which steps are reached, over all runs
 * @param activity its id in the model
 * @param attempt one more than its failures; a step that goes to another worker is still the same
 *     attempt, so that what runs remotely is found again and not started anew
 * @param failures how often it has failed; retries are counted by it
 * @param fence grows with every claim; only a report under the newest is taken
 * @param effect the proof of what it changed, once it is done
 */
public record Step(
    StepKey key,
    long run,
    long number,
    String process,
    String processInstance,
    String execution,
    String activity,
    String title,
    Topic topic,
    boolean compensation,
    StepState state,
    int attempt,
    int failures,
    long fence,
    @Nullable String worker,
    @Nullable Instant lockedUntil,
    @Nullable Instant deadline,
    @Nullable String progress,
    @Nullable String waitsFor,
    @Nullable String summary,
    @Nullable EffectDocument effect,
    @Nullable Failure failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {}
