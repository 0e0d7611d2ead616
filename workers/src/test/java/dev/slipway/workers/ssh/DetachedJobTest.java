package dev.slipway.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.workers.step.FencingToken;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepStoppedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DetachedJobTest {

  /** What Slipway asks of a host besides its shell. */
  private static final List<String> TOOLS =
      List.of(
          "cat", "flock", "head", "mkdir", "mkfifo", "mv", "rm", "seq", "setsid", "sh", "sleep",
          "stat", "tail", "true");

  @TempDir Path root;
  private TestHost host;
  private SshHosts hosts;

  @BeforeEach
  void start() throws IOException {
    host = new TestHost(root);
    hosts = new JschHosts(Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    hosts.close();
    host.close();
  }

  @Test
  void tellsTheTrueStatusAndForwardsTheOutput() throws Exception {
    // given
    TestStep step = step(1);

    // when
    JobResult result = run(step, job("echo one; echo two >&2; printf three; exit 7"));

    // then
    assertThat(result.status()).hasValue(7);
    assertThat(step.lines()).containsSubsequence("out one", "out two", "out three");
    assertThat(result.tail()).isEqualTo("one\ntwo\nthree");
  }

  @Test
  void aCommandThatFailsEndsTheScript() throws Exception {
    // given
    TestStep step = step(1);

    // when
    JobResult result = run(step, job("false; echo not reached"));

    // then
    assertThat(result.status()).hasValue(1);
    assertThat(result.tail()).isEmpty();
  }

  @Test
  void handsOverVariablesAndLeavesThemNowhere() throws Exception {
    // given
    RemoteJob job =
        new RemoteJob(
            "main",
            "echo \"$WORD\" | tr a-z A-Z; pwd",
            root.toString(),
            Map.of("WORD", "it's 'secret'"),
            Duration.ofSeconds(30),
            host.jobs(),
            new FencingToken(0, new StepKey("7-build"), 1));

    // when
    JobResult result = run(step(1), job);

    // then
    assertThat(result.tail()).isEqualTo("IT'S 'SECRET'\n" + root.toRealPath() + "\n");
    assertThat(directory().resolve("env")).doesNotExist();
  }

  @Test
  void namesTheSignalThatEndedIt() throws Exception {
    // given
    TestStep step = step(1);

    // when
    JobResult result = run(step, job("kill -KILL $$"));

    // then
    assertThat(result.status()).hasValue(137);
    assertThat(result.signal()).hasValue("KILL");
  }

  @Test
  void survivesACutAndRunsOnce() throws Exception {
    // given
    TestStep step = step(1);
    step.onLine(
        line -> {
          if (line.equals("out half")) {
            host.cut();
            touch("go");
          }
        });

    // when
    JobResult result =
        run(
            step,
            job(
                "echo run >>count; echo half; until [ -e go ]; do sleep 0.05; done; echo end; exit"
                    + " 4"));

    // then
    assertThat(result.status()).hasValue(4);
    assertThat(host.read("count")).isEqualTo("run\n");
    assertThat(step.lines()).containsOnlyOnce("out half").containsOnlyOnce("out end");
    assertThat(host.connections()).isGreaterThan(1);
  }

  @Test
  void aSecondStartFindsTheRunningJob() throws Exception {
    // given
    List<Callable<JobResult>> starts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      starts.add(() -> run(step(1), job("echo run >>count; sleep 1; exit 6")));
    }

    // when
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      for (Future<JobResult> result : threads.invokeAll(starts)) {
        statuses.add(result.get().status().orElse(-1));
      }
    }

    // then
    assertThat(statuses).containsExactly(6, 6, 6, 6, 6);
    assertThat(host.read("count")).isEqualTo("run\n");
  }

  @Test
  void aHandedOverJobGoesOnAndIsTakenUpByTheNextAttempt() throws Exception {
    // given
    TestStep first = step(1);
    first.onLine(
        line -> {
          if (line.equals("out begun")) {
            first.stop(Reason.HANDED_OVER);
          }
        });
    RemoteJob job =
        job("echo run >>count; echo begun; until [ -e go ]; do sleep 0.05; done; exit 3");

    // when
    StepStoppedException stopped =
        catchThrowableOfType(StepStoppedException.class, () -> run(first, job));
    touch("go");
    JobResult result = run(step(2), job);

    // then
    assertThat(stopped.reason()).isEqualTo(Reason.HANDED_OVER);
    assertThat(result.status()).hasValue(3);
    assertThat(host.read("count")).isEqualTo("run\n");
  }

  @Test
  void aNewAttemptStartsAFailedJobAnew() throws Exception {
    // given
    RemoteJob job = job("echo run >>count; [ \"$(wc -l <count)\" -ge 2 ]");

    // when
    JobResult first = run(step(1), job);
    JobResult again = run(step(1), job);
    JobResult second = run(step(2), job);
    JobResult third = run(step(3), job);

    // then
    assertThat(first.status()).hasValue(1);
    assertThat(again.status()).hasValue(1);
    assertThat(second.status()).hasValue(0);
    assertThat(third.status()).hasValue(0);
    assertThat(host.read("count")).isEqualTo("run\nrun\n");
  }

  @Test
  void aCancelledJobAndAllItsProcessesAreGone() throws Exception {
    // given
    TestStep step = step(1);
    step.onLine(
        line -> {
          if (line.equals("out begun")) {
            step.stop(Reason.CANCELLED);
          }
        });

    // when
    StepStoppedException stopped =
        catchThrowableOfType(
            StepStoppedException.class,
            () ->
                run(
                    step,
                    job(
                        "sleep 300 & echo $! >>pids; setsid sleep 300 & echo $! >>pids; echo $$"
                            + " >>pids; echo begun; wait")));

    // then
    assertThat(stopped.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(host.read("pids").lines().filter(DetachedJobTest::alive)).isEmpty();
  }

  @Test
  void aJobThatEndedWhileNobodyLookedIsTakenForWhatItIs() throws Exception {
    // given
    RemoteJob job = job("echo migrated");
    run(step(1), job);
    TestStep late = step(1);
    late.overdue();

    // when
    JobResult result = run(late, job);

    // then
    assertThat(result.status()).hasValue(0);
    assertThat(result.tail()).isEqualTo("migrated\n");
  }

  @Test
  void aJobThatVanishedWhileNobodyLookedIsNotCalledStopped() throws Exception {
    // given
    TestStep first = step(1);
    RemoteJob job = job("echo begun; until [ -e never ]; do sleep 0.05; done");
    handOverOnceBegun(first);
    var unused = catchThrowableOfType(StepStoppedException.class, () -> run(first, job));
    end("SLIPWAY_JOB=" + directory());
    TestStep late = step(1);
    late.overdue();

    // when
    JobResult result = run(late, job);

    // then
    assertThat(result.status()).isEmpty();
    assertThat(result.tail()).contains("left no exit status");
  }

  @Test
  void aRunningJobThatIsTakenOverToBeCancelledIsEnded() throws Exception {
    // given
    TestStep first = step(1);
    RemoteJob job = job("echo $$ >>pids; echo begun; until [ -e never ]; do sleep 0.05; done");
    handOverOnceBegun(first);
    var unused = catchThrowableOfType(StepStoppedException.class, () -> run(first, job));
    TestStep second = step(1);
    second.stop(Reason.CANCELLED);

    // when
    StepStoppedException stopped =
        catchThrowableOfType(StepStoppedException.class, () -> run(second, job));

    // then
    assertThat(stopped.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(host.read("pids").lines().filter(DetachedJobTest::alive)).isEmpty();
  }

  @Test
  void aJobThatIgnoresTheFirstSignalIsKilledAtItsDeadline() throws Exception {
    // given
    TestStep step = step(1);
    RemoteJob stubborn =
        new RemoteJob(
            "main",
            "trap '' TERM; echo $$ >>pids; echo begun; while :; do sleep 1; done",
            root.toString(),
            Map.of(),
            Duration.ofSeconds(2),
            host.jobs(),
            new FencingToken(0, new StepKey("7-build"), 1));

    // when
    StepFailedException failed =
        catchThrowableOfType(StepFailedException.class, () -> run(step, stubborn));

    // then
    assertThat(failed.failure().why()).contains("deadline").contains("nothing of it is left");
    assertThat(failed.failure().evidence()).contains("begun");
    assertThat(host.read("pids").lines().filter(DetachedJobTest::alive)).isEmpty();
  }

  @Test
  void aProcessThatVanishedLeavesTheStatusUnknown() throws Exception {
    // given
    TestStep step = step(1);
    step.onLine(
        line -> {
          if (line.equals("out begun")) {
            killWrapper();
          }
        });

    // when
    JobResult result = run(step, job("echo begun; sleep 5"));

    // then
    assertThat(result.status()).isEmpty();
    assertThat(result.tail()).contains("left no exit status");
  }

  @Test
  void aDirectoryWhoseStartWasCutOffIsStartedAfterAll() throws Exception {
    // given
    Files.createDirectories(directory());
    Files.writeString(directory().resolve("script"), "exit 99");

    // when
    JobResult result = run(step(1), job("exit 5"));

    // then
    assertThat(result.status()).hasValue(5);
  }

  @Test
  void refusesToStartBehindTheBackOfANewerRun() throws Exception {
    // given
    Files.createDirectories(root.resolve(".slipway"));
    Files.writeString(root.resolve(".slipway/fence"), "12\n");
    RemoteJob old =
        new RemoteJob(
            "main",
            "touch changed",
            root.toString(),
            Map.of(),
            Duration.ofSeconds(30),
            host.jobs(),
            new FencingToken(11, new StepKey("7-build"), 1));

    // when
    StepFailedException refused =
        catchThrowableOfType(StepFailedException.class, () -> run(step(1), old));

    // then
    assertThat(refused.failure().why()).contains("A newer run holds the lease");
    assertThat(root.resolve("changed")).doesNotExist();
  }

  @Test
  void bringsALongLogWholeAndInOrder() throws Exception {
    // given
    TestStep step = step(1);

    // when
    JobResult result = run(step, job("seq 1 300000"));

    // then
    assertThat(result.status()).hasValue(0);
    List<String> out = step.lines().stream().filter(line -> line.startsWith("out ")).toList();
    assertThat(out).hasSize(300_000).startsWith("out 1", "out 2").endsWith("out 300000");
  }

  @Test
  void keepsNoMoreOfALogThanItIsToldOnAHostWithoutStdbuf(@TempDir Path tools) throws Exception {
    // given
    for (String tool : TOOLS) {
      Path shim =
          Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
      Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    host.close();
    host = new TestHost(root, "PATH='" + tools + "'; ");
    hosts.close();
    hosts = new JschHosts(Clock.systemUTC(), 2000);
    TestStep step = step(1);

    // when
    JobResult result = run(step, job("seq 1 100000; exit 5"));

    // then
    assertThat(result.status()).hasValue(5);
    assertThat(step.lines())
        .contains("out 1", "out slipway: the log is full, nothing more is kept")
        .doesNotContain("out 1000");
    assertThat(Files.size(directory().resolve("log"))).isBetween(2000L, 2200L);
  }

  @Test
  void forgetsJobsThatHaveEnded() throws Exception {
    // given
    run(step(1), job("exit 0"));

    // when
    hosts.reach(host.platform(), step(1)).forgetJobs(host.jobs(), 1);

    // then
    assertThat(directory()).exists();

    // when
    Files.setLastModifiedTime(
        directory(),
        java.nio.file.attribute.FileTime.from(
            Clock.systemUTC().instant().minus(Duration.ofDays(3))));
    hosts.reach(host.platform(), step(1)).forgetJobs(host.jobs(), 2);

    // then
    assertThat(directory()).doesNotExist();
  }

  private JobResult run(TestStep step, RemoteJob job) throws Exception {
    return hosts.reach(host.platform(), step).job(step, job);
  }

  private TestStep step(int attempt) {
    return new TestStep("7-build", attempt, Map.of("key", host.privateKey("")));
  }

  private RemoteJob job(String script) {
    return new RemoteJob(
        "main",
        script,
        root.toString(),
        Map.of(),
        Duration.ofSeconds(60),
        host.jobs(),
        new FencingToken(0, new StepKey("7-build"), 1));
  }

  private Path directory() {
    return root.resolve(".slipway/jobs/7-build-main");
  }

  private void touch(String name) {
    try {
      Files.writeString(root.resolve(name), "");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void handOverOnceBegun(TestStep step) {
    step.onLine(
        line -> {
          if (line.equals("out begun")) {
            step.stop(Reason.HANDED_OVER);
          }
        });
  }

  /** Ends every process with this variable at once, as a power cut does. */
  private static void end(String variable) throws Exception {
    new ProcessBuilder(
            "sh",
            "-c",
            "kill -KILL $(grep -lzxF -- \"$1\" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3);"
                + " while grep -qzxF -- \"$1\" /proc/[0-9]*/environ 2>/dev/null; do sleep 0.05;"
                + " done",
            "sh",
            variable)
        .start()
        .waitFor();
  }

  private void killWrapper() {
    try {
      long pid = Long.parseLong(Files.readString(directory().resolve("pid")).strip());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A process that has ended but was not waited for yet counts as gone. */
  private static boolean alive(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }
}
