package dev.slipway.workers.ssh;

import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepStoppedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** A host in the hands of one step, over the warm connection. */
final class StepHost implements RemoteHost {

  private static final int ATTEMPTS = 3;
  private static final int KEPT = 64 * 1024;
  private static final Pattern TCP = Pattern.compile("(127\\.0\\.0\\.1|localhost):[0-9]{1,5}");

  private final WarmLine line;
  private final StepContext step;
  private final Fence fence;
  private final Clock clock;
  private final long keptLog;
  private final StopCheck stop;

  /**
   * @param keptLog the bytes of a job's log that the host keeps
   */
  StepHost(WarmLine line, StepContext step, Fence fence, Clock clock, long keptLog) {
    this.line = line;
    this.step = step;
    this.fence = fence;
    this.clock = clock;
    this.keptLog = keptLog;
    this.stop = StopCheck.handOverOnly(step);
  }

  @Override
  public String address() {
    return line.destination().toString();
  }

  @Override
  public CommandResult run(RemoteCommand command)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult result =
        run(
            command.toString(),
            command.line(),
            new ByteArrayInputStream(command.stdin()),
            command.deadline());
    if (command.fence().isPresent()
        && result.status() == Fence.REFUSED
        && result.err().contains("slipway: ")) {
      Fence.throwIfTakenOver(result.err());
      throw new StepFailedException(fenced(result.err()));
    }
    return result;
  }

  @Override
  public void confirm() throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult result = run(guarded(RemoteCommand.of("true")));
    if (!result.ok()) {
      throw new StepFailedException(
          Failure.of(
                  "Asking " + address() + " whether this run may still change it",
                  "It ended with status " + result.status(),
                  "See what the host says below")
              .withEvidence(result.err())
              .retry());
    }
  }

  private RemoteCommand guarded(RemoteCommand command) {
    return command.fenced(fence);
  }

  private CommandResult run(String name, String commandLine, InputStream stdin, Duration within)
      throws StepFailedException, StepStoppedException, InterruptedException {
    stop.check();
    Instant deadline = clock.instant().plus(within);
    TailBuffer out = new TailBuffer(KEPT);
    TailBuffer err = new TailBuffer(KEPT);
    Exit exit =
        onConnection(
            "Running " + name,
            connection ->
                connection
                    .exec(commandLine, stdin, out, err, deadline, stop)
                    .orElseThrow(() -> tooLong(name, within, out, err)));
    return new CommandResult(exit.status(), exit.signal(), out.text(), err.text());
  }

  @Override
  public JobResult job(StepContext asked, RemoteJob job)
      throws StepFailedException, StepStoppedException, InterruptedException {
    stop.check();
    return new DetachedJob(line, asked, job, clock, keptLog).run();
  }

  @Override
  public void upload(InputStream content, String path)
      throws StepFailedException, StepStoppedException, InterruptedException {
    ShellQuote.requireAbsolute(path);
    String partial = path + ".partial-" + UUID.randomUUID();
    CountingInput counted = new CountingInput(content);
    String quoted = ShellQuote.argument(partial);
    boolean moved = false;
    try {
      Duration left = Duration.between(clock.instant(), step.deadline());
      CommandResult written =
          run(
              "the upload of " + path,
              "cat >" + quoted + " && wc -c <" + quoted,
              counted,
              left.compareTo(Duration.ofMinutes(1)) > 0 ? left : Duration.ofMinutes(1));
      // A broken connection ends the input as well, so the size decides, not the status alone.
      if (!written.ok() || !written.out().strip().equals(Long.toString(counted.count()))) {
        throw notUploaded(
            path,
            "the host kept " + written.out().strip() + " of " + counted.count() + " bytes",
            written);
      }
      if (counted.broken().isPresent()) {
        throw notUploaded(
            path,
            "what is to be written could not be read: " + counted.broken().get().getMessage(),
            written);
      }
      CommandResult placed = run(guarded(RemoteCommand.of("mv", "-f", "--", partial, path)));
      if (!placed.ok()) {
        throw notUploaded(path, "it could not be moved to its place", placed);
      }
      moved = true;
    } finally {
      if (!moved && !Thread.currentThread().isInterrupted()) {
        removeQuietly(partial);
      }
    }
  }

  private void removeQuietly(String partial) throws StepStoppedException, InterruptedException {
    try {
      run(RemoteCommand.of("rm", "-f", "--", partial));
    } catch (StepFailedException e) {
      step.log().note("Left behind on " + address() + ": " + partial);
    }
  }

  @Override
  public RemoteSocket open(String address)
      throws StepFailedException, StepStoppedException, InterruptedException {
    stop.check();
    if (address.startsWith("/")) {
      ShellQuote.requireAbsolute(address);
    } else if (!TCP.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "A socket is 127.0.0.1:port or the absolute path of a Unix socket: " + address);
    }
    return onConnection(
        "Opening " + address,
        connection -> {
          try {
            return connection.open(address);
          } catch (IOException e) {
            throw new StepFailedException(
                Failure.of(
                        "Opening " + address + " on " + address(),
                        "The host refused: " + e.getMessage(),
                        "See that something listens there, that the account may use it, and that"
                            + " sshd_config allows forwarding (AllowTcpForwarding,"
                            + " AllowStreamLocalForwarding)")
                    .retry(),
                e);
          }
        });
  }

  @Override
  public ForwardedPort forward(int remotePort)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return onConnection(
        "Forwarding port " + remotePort, connection -> connection.forward(remotePort));
  }

  @Override
  public List<String> runningJobs(String jobsDirectory, StepKey step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return ofJobs(
            "Looking for running jobs",
            jobsDirectory,
            RemoteCommand.script(JobScripts.RUNNING, jobsDirectory, step.value()))
        .out()
        .lines()
        .toList();
  }

  @Override
  public void forgetJobs(String jobsDirectory, int olderThanDays)
      throws StepFailedException, StepStoppedException, InterruptedException {
    ofJobs(
        "Removing old jobs",
        jobsDirectory,
        RemoteCommand.script(
            JobScripts.FORGET, jobsDirectory, Integer.toString(Math.max(0, olderThanDays))));
  }

  private CommandResult ofJobs(String what, String jobsDirectory, RemoteCommand command)
      throws StepFailedException, StepStoppedException, InterruptedException {
    ShellQuote.requireAbsolute(jobsDirectory);
    CommandResult result = run(command);
    if (!result.ok()) {
      throw new StepFailedException(
          Failure.of(
                  what + " below " + jobsDirectory + " on " + address(),
                  "It ended with status " + result.status(),
                  "See what the host says below")
              .withEvidence(result.err()));
    }
    return result;
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(Connection connection)
        throws ConnectionLostException,
            StepFailedException,
            StepStoppedException,
            InterruptedException;
  }

  /** Tries again on a fresh connection as long as the host cannot have begun. */
  private <T> T onConnection(String what, Use<T> use)
      throws StepFailedException, StepStoppedException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Connection connection = line.connect(step, ATTEMPTS, stop);
      try {
        return use.of(connection);
      } catch (ConnectionLostException e) {
        if (e.begun() || attempt >= ATTEMPTS) {
          throw new StepFailedException(
              Failure.of(
                      what + " on " + address(),
                      e.getMessage() + (e.begun() ? "; whether it ended is not known" : ""),
                      "Another attempt looks at what is there and goes on")
                  .retry(),
              e);
        }
      }
      Pause.of(200L * attempt, stop);
    }
  }

  private StepFailedException tooLong(
      String name, Duration within, TailBuffer out, TailBuffer err) {
    return new StepFailedException(
        Failure.of(
                "Running " + name + " on " + address(),
                "It did not end within " + within.toSeconds() + " seconds",
                "See on the host what it waits for")
            .withEvidence(out.text() + err.text())
            .retry());
  }

  private StepFailedException notUploaded(String path, String why, CommandResult seen) {
    return new StepFailedException(
        Failure.of(
                "Writing " + path + " on " + address(),
                "status " + seen.status() + ", " + why,
                "See that the directory exists, is writable, and the disk has room")
            .withEvidence(seen.err())
            .retry());
  }

  static Failure fenced(String evidence) {
    return Failure.of(
            "Changing the host",
            "A newer run holds the lease of this environment",
            "Nothing: the newer run has taken over, and this one must not change anything")
        .withEvidence(evidence);
  }
}
