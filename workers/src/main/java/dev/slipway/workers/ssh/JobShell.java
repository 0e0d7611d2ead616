package dev.slipway.workers.ssh;

import dev.slipway.workers.step.StepStoppedException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a host is asked about one job: each call runs one of {@link JobScripts}, and is empty if the
 * host did not answer.
 *
 * @param name the job's, unique on its host
 * @param attempt the attempt of the step that asks
 * @param keptLog the bytes of its log that the host keeps
 */
record JobShell(RemoteJob job, String name, int attempt, long keptLog, Clock clock) {

  private static final Duration LOOK = Duration.ofSeconds(60);

  Optional<Exit> start(Connection connection, long read, HeadBuffer out, TailBuffer err)
      throws ConnectionLostException, InterruptedException {
    byte[] environment = ShellQuote.exports(job.environment()).getBytes(StandardCharsets.UTF_8);
    byte[] script = job.script().getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[environment.length + script.length];
    System.arraycopy(environment, 0, both, 0, environment.length);
    System.arraycopy(script, 0, both, environment.length, script.length);
    String line =
        line(
            JobScripts.START,
            job.jobsDirectory(),
            name,
            Integer.toString(attempt),
            Long.toString(read),
            job.fenceDirectory(),
            Long.toString(job.fencing().lease()),
            job.directory(),
            Integer.toString(environment.length),
            Integer.toString(script.length),
            job.fencing().step().value(),
            Long.toString(job.fencing().claim()),
            Long.toString(keptLog));
    return exec(connection, line, both, out, err);
  }

  Optional<Exit> follow(Connection connection, long read, HeadBuffer out, TailBuffer err)
      throws ConnectionLostException, InterruptedException {
    String line =
        line(
            JobScripts.FOLLOW,
            job.jobsDirectory() + "/" + name,
            Long.toString(read),
            Integer.toString(attempt));
    return exec(connection, line, new byte[0], out, err);
  }

  Optional<Exit> stop(Connection connection, HeadBuffer out, TailBuffer err)
      throws ConnectionLostException, InterruptedException {
    String line = line(JobScripts.STOP, job.jobsDirectory(), name, Integer.toString(attempt));
    return exec(connection, line, new byte[0], out, err);
  }

  private static String line(String script, String... arguments) {
    return "sh -c " + ShellQuote.text(script) + " sh " + ShellQuote.arguments(List.of(arguments));
  }

  private Optional<Exit> exec(
      Connection connection, String line, byte[] stdin, HeadBuffer out, TailBuffer err)
      throws ConnectionLostException, InterruptedException {
    try {
      return connection.exec(
          line, new ByteArrayInputStream(stdin), out, err, clock.instant().plus(LOOK), () -> {});
    } catch (StepStoppedException e) {
      throw new IllegalStateException(e);
    }
  }
}
