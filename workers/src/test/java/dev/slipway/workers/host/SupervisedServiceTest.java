package dev.slipway.workers.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.ServiceProcess;
import dev.slipway.workers.rig.Deed;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.rig.RunOfSteps;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SupervisedServiceTest {

  @TempDir Path directory;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    Files.createDirectories(rig.root().resolve("releases/r1"));
    Files.createDirectories(rig.root().resolve(".slipway"));
  }

  @AfterEach
  void stop() throws Exception {
    stop("true");
    rig.close();
  }

  @Test
  void stopsWhatASupervisorThatWasKilledHasLeft() throws Exception {
    // given
    String command =
        "sleep 300 & echo $! >../../pids; setsid sleep 300 & echo $! >>../../pids; wait";
    started(command, Map.of(), "pids");
    killSupervisor();

    // when
    stop(command);

    // then
    assertThat(Files.readAllLines(rig.root().resolve("pids"))).hasSize(2).noneMatch(this::runs);
  }

  @Test
  void stopsAlsoAnOrphanThatHasOverwrittenItsEnvironment() throws Exception {
    // given
    String command = "echo $$ >../../pids; exec env -i sleep 300";
    started(command, Map.of(), "pids");
    killSupervisor();

    // when
    stop(command);

    // then
    assertThat(Files.readAllLines(rig.root().resolve("pids"))).hasSize(1).noneMatch(this::runs);
  }

  @Test
  void doesNotSayThatNothingIsLeftWhereItCannotBeFoundOut() throws Exception {
    // given
    String command = "echo $$ >../../pids; exec sleep 300";
    started(command, Map.of(), "pids");
    killSupervisor();
    rig.install("grep", "kill -9 $$\n");

    // when
    Failure failure =
        catchThrowableOfType(StepFailedException.class, () -> stop(command)).failure();

    // then
    assertThat(failure.evidence()).contains("the processes cannot be listed");
    rig.install("grep", "exec /usr/bin/grep \"$@\"\n");
    stop(command);
    assertThat(Files.readAllLines(rig.root().resolve("pids"))).hasSize(1).noneMatch(this::runs);
  }

  @Test
  void leavesAStrangerAloneThatHasTheProcessIdOfAnOrphan() throws Exception {
    // given
    Process stranger = new ProcessBuilder("setsid", "sleep", "300").start();
    Path run = Files.createDirectories(rig.root().resolve("slots/blue.run"));
    Files.writeString(run.resolve("child.pid"), stranger.pid() + " 1\n");

    // when
    stop("true");

    // then
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly().waitFor();
  }

  @Test
  void runsACommandWhoseVariablesHaveTheNamesOfItsOwn() throws Exception {
    // given
    Map<String, String> variables =
        Map.of(
            "run",
            "/nowhere",
            "log",
            "debug",
            "slot",
            "s",
            "command",
            "false",
            "child",
            "1",
            "environment",
            "production");

    // when
    started(
        "echo \"$run $log $slot $command $child $environment\" >../../seen; sleep 300",
        variables,
        "seen");

    // then
    assertThat(rig.root().resolve("seen")).hasContent("/nowhere debug s false 1 production");
  }

  private void started(String command, Map<String, String> variables, String proof)
      throws Exception {
    RunOfSteps steps = run(command, variables);
    steps.perform(
        new Deed(
            rig.hosts(),
            (step, host) -> {
              new Slots(host)
                  .fill(
                      Colour.BLUE,
                      "r1",
                      Slots.environmentFile(host, Colour.BLUE, "r1", step.key().value()));
              HostService.of(host).start(step, Colour.BLUE);
            }));
    Path file = rig.root().resolve(proof);
    while (!Files.exists(file) || Files.readString(file).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private void stop(String command) throws Exception {
    run(command, Map.of())
        .perform(new Deed(rig.hosts(), (step, host) -> HostService.of(host).stop(Colour.BLUE)));
  }

  private RunOfSteps run(String command, Map<String, String> variables) throws IOException {
    return rig.release(
        1,
        "main",
        rig.definition().process(new ServiceProcess.Supervised(command), variables),
        null);
  }

  private void killSupervisor() throws Exception {
    Path file = rig.root().resolve("slots/blue.run/supervisor.pid");
    ProcessHandle supervisor =
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    supervisor.destroyForcibly();
    var unused = supervisor.onExit().get();
  }

  /** A process that has ended but was not waited for yet counts as gone. */
  private boolean runs(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }
}
