package dev.slipway.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepStoppedException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job on a host that has no process or memory to spare for looking after it. */
@Timeout(120)
class OverloadedHostTest {

  private static final String RUNS_ON =
      "echo $$ >>pids; echo begun; until [ -e end ]; do sleep 0.05; done";

  @TempDir Path root;
  private Path tools;
  private TestHost host;
  private SshHosts hosts;

  @BeforeEach
  void start() throws IOException {
    tools = Files.createDirectory(root.resolve("tools"));
    // A shell that cannot fork ends with status 2.
    host =
        new TestHost(
            root,
            "cd '%s'; PATH='%s':$PATH; if [ -e sick ]; then rm sick; exit 2; fi\n"
                .formatted(root, tools));
    hosts = new JschHosts(Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    Files.writeString(root.resolve("end"), "");
    hosts.close();
    host.close();
  }

  @Test
  void aLookThatTheHostCannotAffordIsRepeated() throws Exception {
    // given
    TestStep step = step();

    // when
    JobResult result =
        run(step, "touch sick; while [ -e sick ]; do sleep 0.05; done; echo well; exit 3");

    // then
    assertThat(result.status()).hasValue(3);
    assertThat(result.tail()).isEqualTo("well\n");
  }

  @Test
  void aJobWhoseStartWasKilledIsEndedBeforeTheStepFails() throws Exception {
    // given
    tool("tail", "if mkdir '" + root + "/killed'; then kill -KILL $PPID; fi");

    // when
    StepFailedException failed =
        catchThrowableOfType(StepFailedException.class, () -> run(step(), RUNS_ON));

    // then
    assertThat(failed.failure().why()).contains("status 137");
    assertThat(running()).isEmpty();
  }

  @Test
  void aJobWhoseStartWasKilledAndThatEndedByItselfIsTakenForWhatItIs() throws Exception {
    // given
    tool(
        "tail",
        "until [ -e status ]; do sleep 0.05; done; if mkdir '"
            + root
            + "/killed'; then kill -KILL $PPID; fi");

    // when
    JobResult result = run(step(), "echo migrated; exit 7");

    // then
    assertThat(result.status()).hasValue(7);
    assertThat(result.tail()).isEqualTo("migrated\n");
  }

  @Test
  void aJobThatWouldStartTooLateNeverRuns() throws Exception {
    // given
    tool("systemd-run", "exit 1");
    tool("setsid", "until [ -e '" + root + "/end' ]; do sleep 0.05; done");

    // when
    StepFailedException failed =
        catchThrowableOfType(StepFailedException.class, () -> run(step(), "touch ran"));

    // then
    assertThat(failed.failure().evidence()).contains("did not start within 10 seconds");
    assertThat(running()).isEmpty();
    assertThat(root.resolve("ran")).doesNotExist();
  }

  @Test
  void aJobThatAnotherWorkerStartedIsEndedWhereItCannotBeLookedAfter() throws Exception {
    // given
    TestStep first = step();
    stopOnceBegun(first, Reason.HANDED_OVER);
    var unused = catchThrowableOfType(StepStoppedException.class, () -> run(first, RUNS_ON));
    tool("head", "if mkdir '" + root + "/killed'; then exit 1; fi");

    // when
    StepFailedException failed =
        catchThrowableOfType(StepFailedException.class, () -> run(step().under(0, 2), RUNS_ON));

    // then
    assertThat(failed.failure().why()).contains("status 98");
    assertThat(running()).isEmpty();
  }

  @Test
  void aJobOfAnEarlierAttemptIsNotTakenForTheOneThatCouldNotBeStarted() throws Exception {
    // given
    run(step(), "exit 1");
    tool("head", "if mkdir '" + root + "/killed'; then exit 1; fi");
    TestStep again = new TestStep("7-build", 2, Map.of("key", host.privateKey(""))).under(0, 2);

    // when
    StepFailedException failed =
        catchThrowableOfType(StepFailedException.class, () -> run(again, "touch ran"));

    // then
    assertThat(failed.failure().why()).contains("status 98");
    assertThat(root.resolve("ran")).doesNotExist();
  }

  @Test
  void aJobWhoseProcessesCannotBeListedDoesNotCountAsEnded() throws Exception {
    // given
    tool(
        "grep",
        "for n in 1 2 3; do if mkdir '" + root + "'/killed-$n; then kill -KILL $$; fi; done");
    TestStep step = step();
    stopOnceBegun(step, Reason.CANCELLED);

    // when
    StepStoppedException stopped =
        catchThrowableOfType(StepStoppedException.class, () -> run(step, RUNS_ON));

    // then
    assertThat(stopped.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(running()).isEmpty();
  }

  private JobResult run(TestStep step, String script) throws Exception {
    RemoteJob job =
        new RemoteJob(
            "main",
            script,
            root.toString(),
            Map.of(),
            Duration.ofSeconds(60),
            host.jobs(),
            step.fencing());
    return hosts.reach(host.platform(), step).job(step, job);
  }

  private static void stopOnceBegun(TestStep step, Reason reason) {
    step.onLine(
        line -> {
          if (line.equals("out begun")) {
            step.stop(reason);
          }
        });
  }

  private TestStep step() {
    return new TestStep("7-build", 1, Map.of("key", host.privateKey("")));
  }

  /** Goes before the host's own tool of this name. */
  private void tool(String name, String before) throws IOException {
    Path tool = tools.resolve(name);
    Files.writeString(
        tool,
        "#!/bin/sh\n%s 2>/dev/null\nPATH=${PATH#*:}\nexec %s \"$@\"\n".formatted(before, name));
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The processes of the job, apart from those that have ended and were not waited for yet. */
  private String running() throws Exception {
    Process found =
        new ProcessBuilder(
                "sh",
                "-c",
                "grep -lzxF -- \"SLIPWAY_JOB=$1\" /proc/[0-9]*/environ 2>/dev/null; true",
                "sh",
                host.jobs() + "/7-build-main")
            .start();
    return new String(found.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
