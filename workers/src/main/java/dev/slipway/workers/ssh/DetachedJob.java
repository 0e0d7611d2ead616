package dev.slipway.workers.ssh;

import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepStoppedException.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Starts one job, or finds it, and follows it to its end. */
final class DetachedJob {

  private static final StopCheck NEVER = () -> {};
  private static final int STATUS_KEPT = 512;

  private final WarmLine line;
  private final StepContext step;
  private final JobShell shell;
  private final Clock clock;
  private final String name;
  private final LineSplitter lines;
  private final TailBuffer tail = new TailBuffer(Failure.EVIDENCE_LIMIT);
  private final Instant deadline;
  private long read;
  private boolean perhapsStarted;
  private boolean started;
  private boolean fenced;

  /**
   * @param keptLog the bytes of its log that the host keeps
   */
  DetachedJob(WarmLine line, StepContext step, RemoteJob job, Clock clock, long keptLog) {
    this.line = line;
    this.step = step;
    this.clock = clock;
    this.name = step.key() + "-" + job.part();
    this.shell = new JobShell(job, name, step.attempt(), keptLog, clock);
    this.lines = new LineSplitter(step.log()::out);
    Instant own = clock.instant().plus(job.deadline());
    this.deadline = own.isBefore(step.deadline()) ? own : step.deadline();
  }

  JobResult run() throws StepFailedException, StepStoppedException, InterruptedException {
    try {
      Optional<JobState> state = follow();
      if (state.isPresent()) {
        return ended(state.get());
      }
    } catch (StepFailedException e) {
      if (fenced || !mayRun(e)) {
        throw e;
      }
      // Whoever is told of a failure cleans up, which must not be done under a job that runs.
      return end(() -> e, String.valueOf(e.getMessage()));
    } catch (StepStoppedException e) {
      if (e.reason() == Reason.HANDED_OVER) {
        throw e;
      }
      if (clock.instant().isBefore(deadline)) {
        return end(() -> e, "The run was cancelled");
      }
    }
    // Nobody may have looked for a while: the job may have ended well before its deadline.
    return end(this::overdue, "The deadline passed");
  }

  /** Whether the job may run while the step fails by this for good. */
  private boolean mayRun(StepFailedException e) {
    boolean claimedBefore = step.fencing().claim() > 1;
    return perhapsStarted || (claimedBefore && !e.failure().retriable());
  }

  /** Looks until the job has ended; empty if it had not at its deadline. */
  private Optional<JobState> follow()
      throws StepFailedException, StepStoppedException, InterruptedException {
    long backOff = 250;
    while (clock.instant().isBefore(deadline)) {
      step.checkStop();
      Optional<JobState> state = look(step::checkStop);
      if (state.isEmpty()) {
        Pause.of(backOff, step::checkStop);
        backOff = Math.min(15_000, backOff * 2);
      } else if (!state.get().running() && !state.get().more()) {
        return state;
      } else {
        backOff = 250;
      }
    }
    return Optional.empty();
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
    try {
      Optional<Exit> exit =
          started ? shell.follow(connection, read, out, err) : start(connection, out, err);
      if (exit.isEmpty()) {
        line.abandon(connection);
        step.log().note("The host does not answer, connecting again");
        return Optional.empty();
      }
      return taken(exit.get(), out.bytes(), err.text());
    } catch (ConnectionLostException e) {
      step.log().note("The connection broke, the job goes on; connecting again");
      return Optional.empty();
    }
  }

  private Optional<Exit> start(Connection connection, HeadBuffer out, TailBuffer err)
      throws ConnectionLostException, InterruptedException {
    boolean before = perhapsStarted;
    perhapsStarted = true;
    Optional<Exit> exit = shell.start(connection, read, out, err);
    int status = exit.map(Exit::status).orElse(-1);
    if (status == Fence.REFUSED || status == JobScripts.HINDERED) {
      perhapsStarted = before;
    }
    return exit;
  }

  private Optional<JobState> taken(Exit exit, byte[] out, String err)
      throws StepFailedException, StepStoppedException, ConnectionLostException {
    switch (exit.status()) {
      case 0 -> {
        return Optional.of(seen(out));
      }
      case -1 -> throw new ConnectionLostException("The host told no exit status", true);
      case Fence.REFUSED -> {
        Fence.throwIfTakenOver(err);
        fenced = true;
        throw new StepFailedException(StepHost.fenced(err));
      }
      default -> {
        String why = "It ended with status " + exit.status();
        if (started && exit.status() != JobScripts.NO_DIRECTORY) {
          // A host without a process or memory to spare; the job may be what has taken them.
          step.log()
              .note("Looking after the job failed, looking again. " + why + ": " + err.strip());
          return Optional.empty();
        }
        throw new StepFailedException(
            Failure.of(
                    (started ? "Following" : "Starting") + " job " + name + " on " + host(),
                    why,
                    exit.status() == JobScripts.NOT_STARTED
                        ? "See whether the host is overloaded, then start the run again"
                        : "See what the host says below")
                .withEvidence(err));
      }
    }
  }

  private JobState seen(byte[] out) throws ConnectionLostException {
    JobState.Reader reader = new JobState.Reader(out);
    if (!started) {
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

  /**
   * Ends the job, unless it has ended by itself.
   *
   * @param stopped what to say once nothing of it is left
   * @param why why it was to be ended, for people who have to look themselves
   */
  private <X extends Exception> JobResult end(Supplier<X> stopped, String why)
      throws X, StepStoppedException, InterruptedException {
    JobEnding ending = new JobEnder(line, step, shell, clock).end();
    return switch (ending) {
      case JobEnding.Before before -> {
        // This worker may have taken it over and not have read a line yet.
        started = true;
        drain();
        yield ended(before.state());
      }
      case JobEnding.Stopped ignored -> {
        drain();
        throw stopped.get();
      }
      case JobEnding.Unconfirmed ignored ->
          unknown(why + ", and the host did not confirm that the job ended", true);
    };
  }

  private StepFailedException overdue() {
    return new StepFailedException(
        Failure.of(
                "Job " + name + " on " + host(),
                "It had not ended at its deadline and was stopped; nothing of it is left",
                "See below how far it came; allow it more time if it was getting on")
            .withEvidence(tail.text()));
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

  private String host() {
    return line.destination().toString();
  }
}
