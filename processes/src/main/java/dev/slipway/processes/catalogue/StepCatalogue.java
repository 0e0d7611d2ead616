package dev.slipway.processes.catalogue;

import static dev.slipway.processes.catalogue.OnFailure.HAUL_BACK;
import static dev.slipway.processes.catalogue.OnFailure.HOLD;

import dev.slipway.processes.definition.Environment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every step that a model may use. A model with a topic that is not listed here does not deploy,
 * and a topic listed here without a worker keeps the server from starting.
 */
public final class StepCatalogue {

  public static final Topic FETCH = new Topic("fetch");
  public static final Topic BUILD = new Topic("build");
  public static final Topic DISCARD_ARTIFACT = new Topic("discard-artifact");
  public static final Topic CHECK_ARTIFACT = new Topic("check-artifact");
  public static final Topic PLAN = new Topic("plan");
  public static final Topic TAKE_LEASE = new Topic("take-lease");
  public static final Topic RECONCILE = new Topic("reconcile");
  public static final Topic GIVE_BACK_LEASE = new Topic("give-back-lease");
  public static final Topic CONFIRM_PLAN = new Topic("confirm-plan");
  public static final Topic MIGRATE = new Topic("migrate");
  public static final Topic START_CANDIDATE = new Topic("start-candidate");
  public static final Topic STOP_CANDIDATE = new Topic("stop-candidate");
  public static final Topic CHECK_HEALTH = new Topic("check-health");
  public static final Topic SWAP = new Topic("swap");
  public static final Topic SWAP_BACK = new Topic("swap-back");
  public static final Topic VERIFY = new Topic("verify");
  public static final Topic BAKE = new Topic("bake");
  public static final Topic RETIRE = new Topic("retire");
  public static final Topic PRUNE = new Topic("prune");
  public static final Topic NOTIFY = new Topic("notify");

  /** What a step has beside the wait that the application file asks for. */
  public static final Duration SPARE = Duration.ofMinutes(10);

  private static final List<StepType> STEPS =
      types(
          step(FETCH, "Fetch the commit", minutes(5), 1, HAUL_BACK),
          undoable(BUILD, "Build the artifact", minutes(60), 2, DISCARD_ARTIFACT),
          step(DISCARD_ARTIFACT, "Discard the artifact", minutes(5), 2, HOLD)
              .skippable(
                  "The artifact stays on the host until somebody removes it. Nothing is served"
                      + " from it, and no run goes back to it."),
          step(CHECK_ARTIFACT, "Check the artifact", minutes(5), 1, HAUL_BACK),
          step(PLAN, "Plan", minutes(2), 1, HAUL_BACK),
          undoable(TAKE_LEASE, "Take the lease", minutes(24 * 60), 0, GIVE_BACK_LEASE),
          step(GIVE_BACK_LEASE, "Give back the lease", minutes(1), 5, HOLD)
              .skippable("The run goes on, and its lease is taken from it when it ends."),
          step(RECONCILE, "Reconcile with the target", minutes(5), 1, HAUL_BACK),
          step(CONFIRM_PLAN, "Confirm the plan", minutes(2), 1, HAUL_BACK),
          changing(MIGRATE, "Migrate", minutes(30), 2, HAUL_BACK)
              .skippable(
                  "The run goes on as if the migration had been run to its end. Choose this only"
                      + " after you have seen in the data that it was, or after running it by"
                      + " hand."),
          undoable(START_CANDIDATE, "Start the candidate", minutes(5), 2, STOP_CANDIDATE)
              .changingTheEnvironment(),
          changing(STOP_CANDIDATE, "Stop the candidate", SPARE, 2, HOLD)
              .waiting(environment -> environment.drain().requests())
              .skippable(
                  "The candidate runs on if it runs; the next run stops it before it starts its"
                      + " own."),
          step(CHECK_HEALTH, "Check its health", SPARE, 2, HAUL_BACK)
              .waiting(environment -> environment.health().longest())
              .probing(),
          undoable(SWAP, "Swap", minutes(5), 2, SWAP_BACK).changingTheEnvironment().probing(),
          changing(SWAP_BACK, "Swap back", minutes(5), 2, HOLD)
              .skippable(
                  "The run goes on as if the version before got every request again. Choose this"
                      + " only after making the router do so; stopping the candidate is refused"
                      + " while it still gets requests."),
          step(VERIFY, "Verify the pages", minutes(10), 0, HAUL_BACK)
              .probing()
              .skippable(
                  "The run goes on as if every page had been right. Choose this only after looking"
                      + " at them."),
          step(BAKE, "Bake", SPARE, 0, HAUL_BACK)
              .waiting(Environment::bake)
              .probing()
              .skippable(
                  "The new version counts as proven, and is not hauled back any more. Choose this"
                      + " only if it has served well for as long as it should."),
          changing(RETIRE, "Retire the previous version", SPARE, 2, HOLD)
              .waiting(environment -> environment.drain().streams())
              .skippable(
                  "The version before runs on beside the new one until a later release needs its"
                      + " place."),
          changing(PRUNE, "Prune old releases", minutes(10), 2, HOLD)
              .skippable("Old releases stay on the host; the next run that is live prunes them."),
          step(NOTIFY, "Notify", minutes(2), 2, HOLD).skippable("Nobody is told."));

  private final Map<Topic, StepType> byTopic;

  private StepCatalogue(List<StepType> steps) {
    byTopic =
        steps.stream().collect(Collectors.toUnmodifiableMap(StepType::topic, Function.identity()));
  }

  /** The catalogue that ships with Slipway. */
  public static StepCatalogue shipped() {
    return new StepCatalogue(STEPS);
  }

  public Optional<StepType> find(Topic topic) {
    return Optional.ofNullable(byTopic.get(topic));
  }

  /**
   * The step type of a topic.
   *
   * @throws IllegalArgumentException if the catalogue does not know the topic
   */
  public StepType get(Topic topic) {
    return find(topic)
        .orElseThrow(() -> new IllegalArgumentException("No step has the topic " + topic));
  }

  /** Every step type, in the order in which a release meets them. */
  public List<StepType> all() {
    return STEPS;
  }

  private static List<StepType> types(StepPromise... promises) {
    return Arrays.stream(promises).map(StepPromise::type).toList();
  }

  private static StepPromise step(
      Topic topic, String title, Duration deadline, int retries, OnFailure onFailure) {
    return new StepPromise(topic, title, deadline, retries, onFailure);
  }

  private static StepPromise changing(
      Topic topic, String title, Duration deadline, int retries, OnFailure onFailure) {
    return step(topic, title, deadline, retries, onFailure).changingTheEnvironment();
  }

  private static StepPromise undoable(
      Topic topic, String title, Duration deadline, int retries, Topic undoneBy) {
    return step(topic, title, deadline, retries, HAUL_BACK).undoneBy(undoneBy);
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }
}
