package dev.slipway.bench.server;

import dev.slipway.bench.figure.Samples;
import dev.slipway.bench.machine.BenchException;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.loop.WorkerLoop;
import dev.slipway.workers.step.StepWorker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Releases one after the other: the shipped models, the shipped worker loop, leases, effects and
 * events as in earnest, and only what steps do to the outside world is left to the measurement.
 */
public final class MeasuredRuns implements AutoCloseable {

  /** As many as a server performs at a time unless told otherwise. */
  private static final int CONCURRENCY = 16;

  private static final int RUNS_PER_ROUND = 100;
  private static final int ROUNDS_TO_BE_SURE = 3;
  private static final double FASTER = 0.97;

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final BenchServer server;
  private final String application;
  private final StepTimes times = new StepTimes();
  private final EndWatch ends;
  private final WorkerLoop loop;

  private MeasuredRuns(BenchServer server, WorkSource source, String application, StepWork work) {
    this.server = server;
    this.application = application;
    this.ends = new EndWatch(source);
    this.loop =
        new WorkerLoop(
            "bench",
            workers(work),
            ends,
            yaml -> Definitions.require(application, yaml),
            CONCURRENCY,
            Clock.systemUTC(),
            Clock.systemUTC());
  }

  /**
   * Employs workers for every topic.
   *
   * @param source how they get their steps
   * @param application to release; defined already
   * @param work what each step does, but for those of the lease, which are the server's own
   */
  public static MeasuredRuns begin(
      BenchServer server, WorkSource source, String application, StepWork work) {
    MeasuredRuns runs = new MeasuredRuns(server, source, application, work);
    runs.loop.start();
    return runs;
  }

  private List<StepWorker> workers(StepWork work) {
    Map<Topic, StepWorker> own =
        server.ownWorkers().stream()
            .collect(Collectors.toMap(StepWorker::topic, Function.identity()));
    return StepCatalogue.shipped().all().stream()
        .map(StepType::topic)
        .<StepWorker>map(topic -> new MeasuredWorker(topic, work, own.get(topic), times))
        .toList();
  }

  /** Puts the hand-offs of the runs to come there. */
  public void handoffsInto(Samples samples) {
    times.into(samples);
  }

  /**
   * Releases once, and waits until the new version is live.
   *
   * @return nanoseconds from asking for the release to its end
   */
  public long release() throws BenchException, InterruptedException {
    long start = System.nanoTime();
    Run run = server.starts().release(application, BenchApplication.ENVIRONMENT, "main", "bench");
    Long end = ends.awaitEnd(DEADLINE);
    Run ended = server.runs().get(run.number());
    if (end == null || ended.outcome() != Outcome.LIVE) {
      throw new BenchException(
          "Run " + run.number() + " is not live but " + ended.status() + ": " + ended.words());
    }
    return end - start;
  }

  /**
   * Releases until that gets no faster, as in a server that has been running for weeks: what
   * happens once in a run takes hundreds of runs to be compiled.
   *
   * @param within after which time it must do, on a machine that is busy otherwise
   */
  public void warmUpFully(Duration within) throws BenchException, InterruptedException {
    long start = System.nanoTime();
    double best = Double.MAX_VALUE;
    int noFaster = 0;
    while (noFaster < ROUNDS_TO_BE_SURE && System.nanoTime() - start < within.toNanos()) {
      Samples round = new Samples();
      handoffsInto(round);
      for (int run = 0; run < RUNS_PER_ROUND; run++) {
        release();
      }
      noFaster = round.median() < best * FASTER ? 0 : noFaster + 1;
      best = Math.min(best, round.median());
    }
  }

  /**
   * Releases until the server's code is compiled, as in one that has been running for a while.
   *
   * @param most how many releases that takes
   * @param within after which time it must do, on a machine that is busy otherwise
   * @return how many there were
   */
  public int warmUp(int most, Duration within) throws BenchException, InterruptedException {
    long start = System.nanoTime();
    int run = 0;
    while (run < most && System.nanoTime() - start < within.toNanos()) {
      release();
      run++;
    }
    return run;
  }

  @Override
  public void close() {
    ends.stopClaiming();
    loop.close();
  }
}
