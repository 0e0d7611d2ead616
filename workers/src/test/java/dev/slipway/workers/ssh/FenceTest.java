package dev.slipway.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.workers.step.FencingToken;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepStoppedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers whose time is over against a real shell. */
@Timeout(120)
class FenceTest {

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
  void refusesToRunBehindTheBackOfANewerRun() throws Exception {
    // given
    TestStep old = step("7-swap").under(7, 1);
    RemoteHost remote = hosts.reach(host.platform(), old);
    change(hosts.reach(host.platform(), step("8-swap").under(8, 1)), token("8-swap", 8, 1));

    // when
    StepFailedException refused =
        catchThrowableOfType(StepFailedException.class, () -> change(remote, old.fencing()));

    // then
    assertThat(refused.failure().why()).contains("A newer run holds the lease");
    assertThat(root.resolve("changed-7-swap-1")).doesNotExist();
    assertThat(host.read(".slipway/fence")).isEqualTo("8\n");
  }

  @Test
  void refusesAWorkerFromWhomAnotherTookTheStepOver() throws Exception {
    // given
    TestStep old = step("7-swap").under(7, 1);
    RemoteHost remote = hosts.reach(host.platform(), old);
    change(remote, old.fencing());
    Files.delete(root.resolve("changed-7-swap-1"));

    // when
    hosts.reach(host.platform(), step("7-swap").under(7, 2));
    StepStoppedException refused =
        catchThrowableOfType(StepStoppedException.class, () -> change(remote, old.fencing()));

    // then
    assertThat(refused.reason()).isEqualTo(Reason.HANDED_OVER);
    assertThat(root.resolve("changed-7-swap-1")).doesNotExist();
  }

  @Test
  void refusesItsFilesAndItsConfirmationToo() throws Exception {
    // given
    TestStep old = step("7-swap").under(7, 1);
    RemoteHost remote = hosts.reach(host.platform(), old);
    hosts.reach(host.platform(), step("7-swap").under(7, 2));

    // when
    StepStoppedException upload =
        catchThrowableOfType(
            StepStoppedException.class,
            () ->
                remote.upload(
                    new ByteArrayInputStream(new byte[] {1}), root.resolve("state").toString()));
    StepStoppedException confirmation =
        catchThrowableOfType(StepStoppedException.class, remote::confirm);

    // then
    assertThat(upload.reason()).isEqualTo(Reason.HANDED_OVER);
    assertThat(confirmation.reason()).isEqualTo(Reason.HANDED_OVER);
    assertThat(root.resolve("state")).doesNotExist();
  }

  @Test
  void refusesAJobOfAWorkerFromWhomAnotherTookTheStepOver() throws Exception {
    // given
    TestStep old = step("7-migrate").under(7, 1);
    RemoteHost remote = hosts.reach(host.platform(), old);
    hosts.reach(host.platform(), step("7-migrate").under(7, 2));

    // when
    StepStoppedException refused =
        catchThrowableOfType(
            StepStoppedException.class, () -> remote.job(old, job(old.fencing(), "touch changed")));

    // then
    assertThat(refused.reason()).isEqualTo(Reason.HANDED_OVER);
    assertThat(root.resolve("changed")).doesNotExist();
    assertThat(root.resolve(".slipway/jobs/7-migrate-main")).doesNotExist();
  }

  @Test
  void refusesAnOldClaimBeforeThereIsALeaseToo() throws Exception {
    // given
    TestStep old = step("7-build").under(0, 1);
    RemoteHost remote = hosts.reach(host.platform(), old);
    hosts.reach(host.platform(), step("7-build").under(0, 2));

    // then
    assertThat(
            catchThrowableOfType(StepStoppedException.class, () -> change(remote, old.fencing())))
        .isNotNull();
  }

  @Test
  void claimsOfDifferentStepsDoNotStandInEachOthersWay() throws Exception {
    // given
    hosts.reach(host.platform(), step("7-migrate").under(7, 5));
    TestStep next = step("7-swap").under(7, 1);

    // when
    change(hosts.reach(host.platform(), next), next.fencing());

    // then
    assertThat(root.resolve("changed-7-swap-1")).exists();
  }

  @Test
  void aCancelledStepThatWasClaimedBeforeLooksAtItsTargetAllTheSame() throws Exception {
    // given
    TestStep cancelled = step("7-swap").under(7, 2);
    cancelled.stop(Reason.CANCELLED);
    host.refuseNext(1);

    // when
    RemoteHost reached = hosts.reach(host.platform(), cancelled);

    // then
    assertThat(reached.run(RemoteCommand.of("true")).ok()).isTrue();
    assertThat(host.connections()).isEqualTo(2);
  }

  @Test
  void aCancelledStepThatWasClaimedBeforeIsNotLookedAfterBeyondItsDeadline() {
    // given
    TestStep late = step("7-swap").under(7, 2);
    late.overdue();
    host.refuseNext(1);

    // when
    StepStoppedException stopped =
        catchThrowableOfType(StepStoppedException.class, () -> hosts.reach(host.platform(), late));

    // then
    assertThat(stopped.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(host.connections()).isEqualTo(1);
  }

  @Test
  void aCancelledStepThatNobodyHadBeforeStopsAtOnce() {
    // given
    TestStep cancelled = step("7-swap").under(7, 1);
    cancelled.stop(Reason.CANCELLED);
    host.refuseNext(1);

    // when
    StepStoppedException stopped =
        catchThrowableOfType(
            StepStoppedException.class, () -> hosts.reach(host.platform(), cancelled));

    // then
    assertThat(stopped.reason()).isEqualTo(Reason.CANCELLED);
    assertThat(host.connections()).isEqualTo(1);
  }

  @Test
  void aGuardedCommandKeepsItsArgumentsInputAndStatus() throws Exception {
    // given
    TestStep step = step("7-swap").under(9, 2);
    RemoteHost remote = hosts.reach(host.platform(), step);

    // when
    CommandResult result =
        remote.run(
            RemoteCommand.script("printf '%s' \"$1\"; exit 5", "it's; $HOME")
                .in(root.toString())
                .fenced(root.toString(), step.fencing()));

    // then
    assertThat(result.status()).isEqualTo(5);
    assertThat(result.out()).isEqualTo("it's; $HOME");
    assertThat(root.resolve(".slipway").toFile().list())
        .containsExactlyInAnyOrder("fence", "fence.lock", "claims");
  }

  private void change(RemoteHost remote, FencingToken token) throws Exception {
    String file = root.resolve("changed-" + token.step() + "-" + token.claim()).toString();
    CommandResult result =
        remote.run(RemoteCommand.script("touch \"$1\"", file).fenced(root.toString(), token));
    assertThat(result.ok()).as(result.err()).isTrue();
  }

  private RemoteJob job(FencingToken token, String script) {
    return new RemoteJob(
        "main", script, root.toString(), Map.of(), Duration.ofSeconds(30), host.jobs(), token);
  }

  private TestStep step(String key) {
    return new TestStep(key, 1, Map.of("key", host.privateKey("")));
  }

  private static FencingToken token(String step, long lease, long claim) {
    return new FencingToken(lease, new StepKey(step), claim);
  }
}
