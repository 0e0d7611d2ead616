package dev.slipway.engine.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.lang.CheckReturnValue;

/** Drives the processes. Every call joins the caller's transaction. */
public interface Flow {

  /** Stands for the end event of a run that a person has closed. */
  String CLOSED = "closed";

  /** Why a run is hauled back; the value of the models' variable {@code reason}. */
  enum Reason {
    FAILED,
    REJECTED,
    CANCELLED
  }

  /**
   * Starts a run's process.
   *
   * @param process the key of the model, such as {@code release}
   * @param variables what the model's gateways and timers read
   * @return the engine's id of the process instance
   */
  String start(String process, long run, Map<String, Object> variables);

  /** Whether the run's process goes on, so that something may still move it. */
  boolean open(long run);

  /** The runs whose processes go on. */
  Set<Long> openRuns();

  /** The executions in which a run's process waits for a step to be done, and their activities. */
  Map<String, String> standing(long run);

  /** Removes what is left of a run's process; nothing more is done or undone in its name. */
  void remove(long run);

  /** Ends a run for good though its model has not come to an end. */
  void close(long run);

  /**
   * Lets the run's process leave a completed step.
   *
   * @return the steps that it comes to by this, in order. Nobody else is told of them: it is for
   *     the caller to put them where workers find them
   */
  @CheckReturnValue
  List<ReachedStep> proceed(long run, String execution, Map<String, Object> variables);

  /** Lets a step fail: the run's process undoes what was proven. */
  void haulBack(long run, String execution, Reason reason);

  /** Ends the waiting for an approval. */
  void answerApproval(String approval, boolean approved, Reason otherwise);

  /**
   * The ids of the nodes and sequence flows a process instance has passed, in order, by process.
   */
  List<Passed> passed(long run);

  /** The model of a process in the version that this run uses, as XML. */
  String model(long run, String process);

  /**
   * The way a run has taken through one process.
   *
   * @param process the process's key
   * @param name its name
   * @param version the version of the model
   * @param elements ids of nodes and sequence flows, each once
   * @param active ids of nodes the run stands at
   */
  record Passed(
      String process, String name, int version, List<String> elements, List<String> active) {}
}
