package dev.slipway.workers.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerLoopTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final MemoryWork work = new MemoryWork(Duration.ofSeconds(30));
  private final List<WorkerLoop> loops = new ArrayList<>();

  /** What a build leaves. */
  record Built(String digest, Colour colour, List<String> files) implements Effect {}

  @FunctionalInterface
  private interface Performance {
    StepResult of(StepContext step)
        throws StepFailedException, StepStoppedException, InterruptedException;
  }

  private record Worker(Topic topic, Performance performance) implements StepWorker {
    @Override
    public StepResult perform(StepContext step)
        throws StepFailedException, StepStoppedException, InterruptedException {
      return performance.of(step);
    }
  }

  @AfterEach
  void stop() {
    loops.forEach(WorkerLoop::close);
  }

  @Test
  void reportsWhatAStepHasDoneWithItsEffect() throws Exception {
    // given
    Built built = new Built("sha256:1", Colour.GREEN, List.of("a", "b"));
    start(work, step -> StepResult.done("built", built));

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);

    // then
    StepReport.Done done = (StepReport.Done) work.nextReport().report();
    assertThat(done.summary()).isEqualTo("built");
    assertThat(done.effect()).isNotNull();
    assertThat(new EffectCodec().newest(List.of(done.effect()), Built.class)).hasValue(built);
  }

  @Test
  void handsAStepTheNewestEffectOfItsType() throws Exception {
    // given
    EffectCodec codec = new EffectCodec();
    start(work, step -> StepResult.done(step.requireEffect(Built.class).digest()));

    // when
    work.offer(
        "7-fetch",
        MemoryWork.FETCH,
        HOUR,
        codec.encode(new Built("sha256:old", Colour.BLUE, List.of())),
        codec.encode(new Built("sha256:new", Colour.BLUE, List.of())));

    // then
    assertThat(work.nextReport().report()).isEqualTo(new StepReport.Done("sha256:new", null));
  }

  @Test
  void takesOverTheNextStepOfTheRun() throws Exception {
    // given
    Claim first = work.newClaim("7-fetch", MemoryWork.FETCH, HOUR);
    work.followers.put(first.key(), work.newClaim("7-build", MemoryWork.BUILD, HOUR));
    startBoth(work, 1);

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);

    // then
    assertThat(work.nextReport().key().value()).isEqualTo("7-fetch");
    assertThat(work.nextReport().key().value()).isEqualTo("7-build");
  }

  @Test
  void anAnswerUnderWayIsStillReadWhenTheLoopIsClosedAndItsStepGivenBack() throws Exception {
    // given
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Claim claim = work.newClaim("7-fetch", MemoryWork.FETCH, HOUR);
      CompletableFuture<Thread> claiming = new CompletableFuture<>();
      work.answers.add(
          () -> {
            try (Socket database = new Socket(server.getInetAddress(), server.getLocalPort())) {
              claiming.complete(Thread.currentThread());
              database.getInputStream().readNBytes(1);
              return claim;
            }
          });
      WorkerLoop loop =
          loop(work, List.of(new Worker(MemoryWork.FETCH, step -> StepResult.done(""))), 1);
      try (Socket asked = server.accept()) {
        Thread claimer = claiming.get();

        // when
        Thread closing = Thread.ofPlatform().start(loop::close);
        while (!claimer.isInterrupted() && claimer.isAlive()) {
          Thread.onSpinWait();
        }
        asked.getOutputStream().write('!');
        closing.join();
      }

      // then
      assertThat(work.givenBack).containsExactly(claim.key());
    }
  }

  @Test
  void performsNoMoreStepsAtATimeThanItMay() throws Exception {
    // given
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    CountDownLatch go = new CountDownLatch(1);
    loop(
        work,
        List.of(
            new Worker(
                MemoryWork.FETCH,
                step -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  three.countDown();
                  go.await();
                  running.decrementAndGet();
                  return StepResult.done("");
                })),
        3);

    // when
    IntStream.range(0, 9).forEach(i -> work.offer(i + "-fetch", MemoryWork.FETCH, HOUR));
    three.await();
    go.countDown();
    for (int i = 0; i < 9; i++) {
      work.nextReport();
    }

    // then
    assertThat(most).hasValue(3);
  }

  @Test
  void keepsTheLogInOrderAndSendsItInBatches() throws Exception {
    // given
    start(
        work,
        step -> {
          IntStream.range(0, 12_000).forEach(i -> step.log().out("line " + i));
          step.progress("almost there");
          return StepResult.done("");
        });

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);
    work.nextReport();

    // then
    assertThat(work.lines).hasSize(12_000);
    assertThat(work.lines.stream().map(LogLine::text))
        .containsExactlyElementsOf(IntStream.range(0, 12_000).mapToObj(i -> "line " + i).toList());
    assertThat(work.batches).allMatch(size -> size <= 4_000).hasSizeLessThan(100);
    assertThat(work.progress).containsExactly("almost there");
  }

  @Test
  void masksASecretInEveryForm() throws Exception {
    // given
    String value = "pa ss/w+rd&1";
    work.secrets.put("token", value);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    List<String> leaks =
        List.of(
            value,
            HexFormat.of().formatHex(bytes),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getEncoder().encodeToString(("user:" + value).getBytes(StandardCharsets.UTF_8)),
            Base64.getEncoder().encodeToString(("user1:" + value).getBytes(StandardCharsets.UTF_8)),
            "pa+ss%2Fw%2Brd%261",
            "pa%20ss%2Fw%2Brd%261");
    start(
        work,
        step -> {
          step.secret(new SecretReference("token"));
          leaks.forEach(leak -> step.log().out("leak <" + leak + ">"));
          throw new IllegalStateException("failed with " + value);
        });

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);
    StepReport.Failed failed = (StepReport.Failed) work.nextReport().report();

    // then
    assertThat(work.lines).hasSize(leaks.size());
    assertThat(work.lines).allMatch(line -> line.text().contains("[secret:token]"));
    assertThat(work.lines).noneMatch(line -> line.text().contains(value));
    assertThat(failed.failure().why())
        .isEqualTo("IllegalStateException: failed with [secret:token]");
    assertThat(failed.failure().retriable()).isTrue();
  }

  @Test
  void saysWhyAStepMayNotHaveASecret() throws Exception {
    // given
    work.refusedSecrets.put("token", "Other users may read it. Close it with: chmod 600 token");
    start(
        work,
        step -> {
          step.secret(new SecretReference("token"));
          return StepResult.done("not reached");
        });

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);
    StepReport.Failed failed = (StepReport.Failed) work.nextReport().report();

    // then
    assertThat(failed.failure().why()).contains("chmod 600 token");
    assertThat(failed.failure().retriable()).isFalse();
  }

  @Test
  void reportsAFailureAsItWasThrown() throws Exception {
    // given
    Failure failure = Failure.of("what", "why", "next").withEvidence("seen");
    start(
        work,
        step -> {
          throw new StepFailedException(failure);
        });

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);

    // then
    assertThat(work.nextReport().report()).isEqualTo(new StepReport.Failed(failure));
  }

  @Test
  void tellsAStepThatItsRunWasCancelled() throws Exception {
    // given
    MemoryWork shortLocks = new MemoryWork(Duration.ofSeconds(3));
    start(
        shortLocks,
        step -> {
          while (true) {
            step.checkStop();
            Thread.sleep(10);
          }
        });

    // when
    Claim claim = shortLocks.offer("7-fetch", MemoryWork.FETCH, HOUR);
    shortLocks.cancelled.add(claim.key());

    // then
    assertThat(shortLocks.nextReport().report()).isEqualTo(new StepReport.Cancelled());
  }

  @Test
  void interruptsAStepThatBelongsToSomebodyElse() throws Exception {
    // given
    MemoryWork shortLocks = new MemoryWork(Duration.ofSeconds(3));
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    start(
        shortLocks,
        step -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            seen.add("interrupted");
            throw e;
          }
          return StepResult.done("");
        });

    // when
    Claim claim = shortLocks.offer("7-fetch", MemoryWork.FETCH, HOUR);
    shortLocks.lost.add(claim.key());

    // then
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("interrupted");
    assertThat(shortLocks.reports).isEmpty();
  }

  @Test
  void aStepWhoseLockCannotBeRenewedStopsBeforeItsLockIsOver() throws Exception {
    // given
    MemoryWork shortLocks = new MemoryWork(Duration.ofSeconds(1));
    shortLocks.silent.set(true);
    BlockingQueue<StepStoppedException.Reason> seen = new LinkedBlockingQueue<>();
    start(
        shortLocks,
        step -> {
          while (true) {
            try {
              step.checkStop();
            } catch (StepStoppedException e) {
              seen.add(e.reason());
              throw e;
            }
            Thread.sleep(10);
          }
        });

    // when
    Claim claim = shortLocks.offer("7-fetch", MemoryWork.FETCH, HOUR);

    // then
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(StepStoppedException.Reason.HANDED_OVER);
    assertThat(shortLocks.givenBack.poll(30, TimeUnit.SECONDS)).isEqualTo(claim.key());
    assertThat(shortLocks.reports).isEmpty();
  }

  @Test
  void claimsNoMoreOnceItIsRefused() throws Exception {
    // given
    work.refusal.set("bring this worker to the version of the server");
    WorkerLoop loop =
        loop(work, List.of(new Worker(MemoryWork.FETCH, step -> StepResult.done(""))), 1);

    // when
    String why = loop.refused().get(30, TimeUnit.SECONDS);

    // then
    assertThat(why).isEqualTo("bring this worker to the version of the server");
  }

  @Test
  void keepsTheLockOfALongStepAlive() throws Exception {
    // given
    MemoryWork shortLocks = new MemoryWork(Duration.ofSeconds(3));
    start(
        shortLocks,
        step -> {
          while (shortLocks.renewals.get() < 4) {
            step.checkStop();
            Thread.sleep(10);
          }
          return StepResult.done("long");
        });

    // when
    shortLocks.offer("7-fetch", MemoryWork.FETCH, HOUR);

    // then
    assertThat(shortLocks.nextReport().report()).isEqualTo(new StepReport.Done("long", null));
  }

  @Test
  void aStepPastItsDeadlineCleansUpAndHasFailed() throws Exception {
    // given
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    start(
        work,
        step -> {
          try {
            while (true) {
              step.checkStop();
              Thread.sleep(10);
            }
          } finally {
            seen.add("cleaned up");
          }
        });

    // when
    work.offer("7-fetch", MemoryWork.FETCH, Duration.ofMillis(200));

    // then
    StepReport.Failed failed = (StepReport.Failed) work.nextReport().report();
    assertThat(failed.failure().why()).contains("deadline");
    assertThat(seen).containsExactly("cleaned up");
  }

  @Test
  void aStepHasItsWholeTimeOnAMachineWhoseClockIsFarFromTheDatabases() throws Exception {
    // given
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    loop(
        work,
        List.of(
            new Worker(
                MemoryWork.FETCH,
                step -> {
                  step.checkStop();
                  return StepResult.done("in time");
                })),
        1,
        ahead);

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);

    // then
    assertThat(work.nextReport().report()).isEqualTo(new StepReport.Done("in time", null));
  }

  @Test
  void goesOnAfterTheServerWasAway() throws Exception {
    // given
    work.outages.set(2);
    start(
        work,
        step -> {
          work.outages.set(2);
          step.log().note("kept");
          return StepResult.done("there");
        });

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);

    // then
    assertThat(work.nextReport().report()).isEqualTo(new StepReport.Done("there", null));
    assertThat(work.lines.stream().map(LogLine::text)).containsExactly("kept");
  }

  @Test
  void givesEverythingBackWhenItIsClosed() throws Exception {
    // given
    CountDownLatch begun = new CountDownLatch(1);
    WorkerLoop loop =
        start(
            work,
            step -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return StepResult.done("");
            });
    Claim claim = work.offer("7-fetch", MemoryWork.FETCH, HOUR);
    begun.await();

    // when
    loop.close();

    // then
    assertThat(work.givenBack).containsExactly(claim.key());
    assertThat(work.reports).isEmpty();
  }

  @Test
  void givesBackWhatItDoesNotServe() throws Exception {
    // given
    start(work, step -> StepResult.done(""));

    // when
    Claim claim = work.offer("7-build", MemoryWork.BUILD, HOUR);

    // then
    assertThat(work.givenBack.poll(30, TimeUnit.SECONDS)).isEqualTo(claim.key());
  }

  @Test
  void parsesADefinitionOnce() throws Exception {
    // given
    AtomicInteger parsed = new AtomicInteger();
    Function<String, Application> parser =
        text -> {
          parsed.incrementAndGet();
          return application();
        };
    WorkerLoop loop =
        new WorkerLoop(
            "node",
            List.of(
                new Worker(MemoryWork.FETCH, step -> StepResult.done(step.environment().name()))),
            work,
            parser,
            2,
            Clock.systemUTC(),
            Clock.systemUTC());
    loops.add(loop);
    loop.start();

    // when
    work.offer("7-fetch", MemoryWork.FETCH, HOUR);
    work.offer("8-fetch", MemoryWork.FETCH, HOUR);

    // then
    assertThat(work.nextReport().report()).isEqualTo(new StepReport.Done("staging", null));
    assertThat(work.nextReport().report()).isEqualTo(new StepReport.Done("staging", null));
    assertThat(parsed).hasValue(1);
  }

  @Test
  void refusesTwoWorkersOfOneTopic() {
    // given
    Worker worker = new Worker(MemoryWork.FETCH, step -> StepResult.done(""));

    // when, then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loop(work, List.of(worker, worker), 1))
        .withMessageContaining("fetch");
  }

  private WorkerLoop start(MemoryWork source, Performance performance) {
    return loop(source, List.of(new Worker(MemoryWork.FETCH, performance)), 2);
  }

  private void startBoth(MemoryWork source, int concurrency) {
    loop(
        source,
        List.of(
            new Worker(MemoryWork.FETCH, step -> StepResult.done("fetched")),
            new Worker(MemoryWork.BUILD, step -> StepResult.done("built"))),
        concurrency);
  }

  private WorkerLoop loop(MemoryWork source, List<StepWorker> workers, int concurrency) {
    return loop(source, workers, concurrency, Clock.systemUTC());
  }

  private WorkerLoop loop(
      MemoryWork source, List<StepWorker> workers, int concurrency, Clock clock) {
    WorkerLoop loop =
        new WorkerLoop("node", workers, source, text -> application(), concurrency, clock, clock);
    loops.add(loop);
    loop.start();
    return loop;
  }

  private static Application application() {
    return Applications.shop();
  }
}
