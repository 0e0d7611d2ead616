package dev.slipway.workers.ssh;

import dev.slipway.workers.step.FencingToken;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A long command that runs on its own on the host.
 *
 * @param part tells the jobs of one step apart: lower-case letters, digits and hyphens, at most 40
 * @param script run by {@code sh -e}
 * @param directory the absolute directory to run in
 * @param environment environment variables; kept in a file that only the account can read, and only
 *     until the job has started
 * @param deadline how long it may take from now; the step's own deadline applies as well
 * @param jobsDirectory the absolute directory that keeps the jobs: {@code <root>/.slipway/jobs}
 * @param fencing checked against the fence beside the jobs directory
 */
public record RemoteJob(
    String part,
    String script,
    String directory,
    Map<String, String> environment,
    Duration deadline,
    String jobsDirectory,
    FencingToken fencing) {

  private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public RemoteJob {
    if (!PART.matcher(part).matches()) {
      throw new IllegalArgumentException(
          "A job's part is lower-case letters, digits and hyphens, at most 40: " + part);
    }
    if (script.indexOf(0) >= 0) {
      throw new IllegalArgumentException("The script of job " + part + " contains NUL");
    }
    ShellQuote.requireAbsolute(directory);
    ShellQuote.requireAbsolute(jobsDirectory);
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("A deadline is longer than nothing");
    }
    ShellQuote.exports(environment);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Where the fence is kept: beside the jobs directory. */
  String fenceDirectory() {
    return jobsDirectory.substring(0, Math.max(1, jobsDirectory.lastIndexOf('/')));
  }
}
