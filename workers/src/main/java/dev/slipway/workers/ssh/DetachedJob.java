package dev.slipway.workers.ssh;

import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepStoppedException.Reason;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Starts one job, or finds it, and follows it to its end. */
final class DetachedJob {

  private static final Duration LOOK = Duration.ofSeconds(60);
  private static final Duration ENDING = Duration.ofSeconds(90);
  private static final StopCheck NEVER = () -> {};
  private static final int STATUS_KEPT = 512;

  private final WarmLine line;
  private final StepContext step;
  private final RemoteJob job;
  private final Clock clock;
  private final long keptLog;
  private final String name;
  private final LineSplitter lines;
  private final TailBuffer tail = new TailBuffer(Failure.EVIDENCE_LIMIT);
  private final Instant deadline;
  private long read;
  private boolean perhapsStarted;
  private boolean started;

  /**
   * @param keptLog the bytes of its log that the host keeps
   */
  DetachedJob(WarmLine line, StepContext step, RemoteJob job, Clock clock, long keptLog) {
    this.line = line;
    this.step = step;
    this.job = job;
    this.clock = clock;
    this.keptLog = keptLog;
    this.name = step.key() + "-" + job.part();
    this.lines = new LineSplitter(step.log()::out);
    Instant own = clock.instant().plus(job.deadline());
    this.deadline = own.isBefore(step.deadline()) ? own : step.deadline();
  }

  JobResult run() throws StepFailedException, StepStoppedException, InterruptedException {
    try {
      long backOff = 250;
      while (clock.instant().isBefore(deadline)) {
        step.checkStop();
        Optional<JobState> state = look(step::checkStop);
        if (state.isEmpty()) {
          Pause.of(backOff, step::checkStop);
          backOff = Math.min(15_000, backOff * 2);
        } else if (!state.get().running() && !state.get().more()) {
          return ended(state.get());
        } else {
          backOff = 250;
        }
      }
    } catch (StepStoppedException e) {
      if (e.reason() == Reason.HANDED_OVER) {
        throw e;
      }
      if (clock.instant().isBefore(deadline)) {
        return cancelled(e);
      }
    }
    return overdue();
  }

  /** Looks once; empty if the host could not be asked. */
  private Optional<JobState> look(StopCheck stop)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Connection connection;
    try {
      connection = line.connect(step, 1, stop);
    } catch (StepFailedException e) {
      if (!e.failure().retriable() || !perhapsStarted) {
        throw e;
      }
      step.log().note("The host is away, trying again: " + e.failure().why());
      return Optional.empty();
    }
    HeadBuffer out = new HeadBuffer(JobScripts.LOOK_LIMIT + STATUS_KEPT);
    TailBuffer err = new TailBuffer(4096);
    boolean starting = !started;
    try {
      perhapsStarted = true;
      Optional<Exit> exit =
          starting
              ? exec(connection, startLine(), startInput(), out, err)
              : exec(connection, followLine(), new byte[0], out, err);
      if (exit.isEmpty()) {
        line.abandon(connection);
        step.log().note("The host does not answer, connecting again");
        return Optional.empty();
      }
      return Optional.of(taken(exit.get(), starting, out.bytes(), err.text()));
    } catch (ConnectionLostException e) {
      step.log().note("The connection broke, the job goes on; connecting again");
      return Optional.empty();
    }
  }

  private Optional<Exit> exec(
      Connection connection, String commandLine, byte[] stdin, HeadBuffer out, TailBuffer err)
      throws ConnectionLostException, InterruptedException {
    try {
      return connection.exec(
          commandLine,
          new ByteArrayInputStream(stdin),
          out,
          err,
          clock.instant().plus(LOOK),
          NEVER);
    } catch (StepStoppedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JobState taken(Exit exit, boolean starting, byte[] out, String err)
      throws StepFailedException, StepStoppedException, ConnectionLostException {
    switch (exit.status()) {
      case 0 -> {}
      case -1 -> throw new ConnectionLostException("The host told no exit status", true);
      case Fence.REFUSED -> {
        Fence.throwIfTakenOver(err);
        throw new StepFailedException(StepHost.fenced(err));
      }
      default ->
          throw new StepFailedException(
              Failure.of(
                      (starting ? "Starting" : "Following") + " job " + name + " on " + host(),
                      "It ended with status " + exit.status(),
                      "See what the host says below")
                  .withEvidence(err));
    }
    JobState.Reader reader = new JobState.Reader(out);
    if (starting) {
      String[] how = reader.line().split(" ", 2);
      step.log()
          .note(
              (how[0].equals("new") ? "Started job " : "Found job ")
                  + name
                  + (how.length > 1 ? " (" + how[1] + ")" : ""));
      started = true;
    }
    JobState state = reader.state(JobScripts.LOOK_LIMIT);
    lines.feed(out, reader.position(), state.bytes());
    tail.write(out, reader.position(), state.bytes());
    read += state.bytes();
    return state;
  }

  private JobResult ended(JobState state) {
    lines.end();
    if (state.status().isEmpty()) {
      return unknown(
          "The job's process is gone and left no exit status; was the host restarted?", false);
    }
    return new JobResult(state.status(), state.signal(), false, tail.text());
  }

  private JobResult cancelled(StepStoppedException cause)
      throws StepStoppedException, InterruptedException {
    return switch (end()) {
      case Ending.Before before -> ended(before.state());
      case Ending.Stopped ignored -> throw cause;
      case Ending.Unconfirmed ignored ->
          unknown("The run was cancelled, but the host did not confirm that the job ended", true);
    };
  }

  /** Nobody may have looked for a while: the job may have ended well before its deadline. */
  private JobResult overdue() throws StepFailedException, InterruptedException {
    Ending ending;
    try {
      ending = end();
    } catch (StepStoppedException e) {
      throw new IllegalStateException(e);
    }
    return switch (ending) {
      case Ending.Before before -> ended(before.state());
      case Ending.Stopped ignored ->
          throw new StepFailedException(
              Failure.of(
                      "Job " + name + " on " + host(),
                      "It had not ended at its deadline and was stopped; nothing of it is left",
                      "See below how far it came; allow it more time if it was getting on")
                  .withEvidence(tail.text()));
      case Ending.Unconfirmed ignored ->
          unknown("The deadline passed, and the host did not confirm that the job ended", true);
    };
  }

  /** What became of a job that was to be ended. */
  private sealed interface Ending {

    /** It had ended by itself, or its process was gone, before anybody ended it. */
    record Before(JobState state) implements Ending {}

    /** It was ended, and the host has confirmed that nothing is left. */
    record Stopped() implements Ending {}

    record Unconfirmed() implements Ending {}
  }

  /** Ends the job and what it has started, unless it has ended by itself. */
  private Ending end() throws StepStoppedException, InterruptedException {
    Instant until = clock.instant().plus(ENDING);
    step.log().note("Ending job " + name);
    while (clock.instant().isBefore(until)) {
      HeadBuffer out = new HeadBuffer(STATUS_KEPT);
      try {
        Connection connection = line.connect(step, 1, NEVER);
        Optional<Exit> exit =
            exec(connection, stopLine(), new byte[0], out, new TailBuffer(STATUS_KEPT));
        String said = new String(out.bytes(), StandardCharsets.UTF_8).strip();
        if (exit.isPresent() && exit.get().status() == 0) {
          step.log().note("Job " + name + ": " + said);
          return ending(said, out.bytes());
        }
      } catch (StepFailedException e) {
        if (!e.failure().retriable()) {
          return new Ending.Unconfirmed();
        }
      } catch (ConnectionLostException e) {
        step.log().note("The connection broke, connecting again to end the job");
      }
      Pause.of(500, NEVER);
    }
    return new Ending.Unconfirmed();
  }

  private Ending ending(String said, byte[] out)
      throws StepStoppedException, InterruptedException, ConnectionLostException {
    if (said.equals("stopped")) {
      drain();
      return new Ending.Stopped();
    }
    if (said.startsWith("left ")) {
      return new Ending.Unconfirmed();
    }
    JobState state = new JobState.Reader(out).state(JobScripts.LOOK_LIMIT);
    // This worker may have taken it over and not have read a line yet.
    started = true;
    drain();
    return new Ending.Before(state);
  }

  /** Brings what the job wrote last. What cannot be had any more does not matter. */
  private void drain() throws StepStoppedException, InterruptedException {
    try {
      while (started) {
        Optional<JobState> state = look(NEVER);
        if (state.isEmpty() || !state.get().more()) {
          break;
        }
      }
    } catch (StepFailedException e) {
      step.log().note("The last of the job's output is missing: " + e.failure().why());
    }
    lines.end();
  }

  private JobResult unknown(String seen, boolean mayRun) {
    lines.end();
    return new JobResult(
        OptionalInt.empty(),
        Optional.empty(),
        mayRun,
        seen + " (job " + name + " on " + host() + ").\n" + tail.text());
  }

  private String startLine() {
    return script(
        JobScripts.START,
        job.jobsDirectory(),
        name,
        Integer.toString(step.attempt()),
        Long.toString(read),
        job.fenceDirectory(),
        Long.toString(job.fencing().lease()),
        job.directory(),
        Integer.toString(environment().length),
        Integer.toString(job.script().getBytes(StandardCharsets.UTF_8).length),
        job.fencing().step().value(),
        Long.toString(job.fencing().claim()),
        Long.toString(keptLog));
  }

  private String followLine() {
    return script(
        JobScripts.FOLLOW,
        job.jobsDirectory() + "/" + name,
        Long.toString(read),
        Integer.toString(step.attempt()));
  }

  private String stopLine() {
    return script(JobScripts.STOP, job.jobsDirectory(), name, Integer.toString(step.attempt()));
  }

  private static String script(String text, String... arguments) {
    return "sh -c " + ShellQuote.text(text) + " sh " + ShellQuote.arguments(List.of(arguments));
  }

  private byte[] startInput() {
    byte[] environment = environment();
    byte[] script = job.script().getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[environment.length + script.length];
    System.arraycopy(environment, 0, both, 0, environment.length);
    System.arraycopy(script, 0, both, environment.length, script.length);
    return both;
  }

  private byte[] environment() {
    return ShellQuote.exports(job.environment()).getBytes(StandardCharsets.UTF_8);
  }

  private String host() {
    return line.destination().toString();
  }
}
