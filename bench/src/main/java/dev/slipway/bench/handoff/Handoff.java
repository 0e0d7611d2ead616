package dev.slipway.bench.handoff;

import dev.slipway.bench.figure.Result;
import dev.slipway.bench.figure.Samples;
import dev.slipway.bench.figure.Table;
import dev.slipway.bench.figure.Verdict;
import dev.slipway.bench.figure.Words;
import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.server.BenchApplication;
import dev.slipway.bench.server.BenchServer;
import dev.slipway.bench.server.MeasuredRuns;
import dev.slipway.bench.server.StepWork;
import dev.slipway.workers.loop.WorkSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The measurement {@code handoff}: releases whose steps do nothing, one at a time, first with the
 * workers in the server's process and then over the HTTP worker protocol.
 */
public final class Handoff {

  public static final String NAME = "handoff";

  private static final double GOAL_MILLIS = 2;
  private static final String APPLICATION = "handoff";
  private static final int COMMITS_PER_RUN = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(90);

  private final BenchServer server;
  private final int runs;

  /**
   * @param runs how many releases are measured on either way; each has twelve hand-offs or more
   */
  public Handoff(BenchServer server, int runs) {
    this.server = server;
    this.runs = runs;
  }

  public Result measure() throws BenchException, InterruptedException {
    try {
      server.define(BenchApplication.withoutHost(APPLICATION));
      CommitProbe probe = CommitProbe.prepare(server.database());
      Samples commits = new Samples();
      Samples local = handoffs(server.local("bench"), probe, commits);
      Samples remoteCommits = new Samples();
      Samples remote = handoffs(server.remote("bench-http"), probe, remoteCommits);
      return result(local, commits, remote, remoteCommits);
    } catch (IOException | SQLException e) {
      throw new BenchException("Hand-offs cannot be measured: " + e.getMessage(), e);
    }
  }

  private Samples handoffs(WorkSource source, CommitProbe probe, Samples commits)
      throws BenchException, InterruptedException, SQLException {
    Samples handoffs = new Samples();
    try (MeasuredRuns releases =
        MeasuredRuns.begin(server, source, APPLICATION, StepWork.NOTHING)) {
      releases.warmUpFully(WARM_UP);
      releases.handoffsInto(handoffs);
      for (int run = 0; run < runs; run++) {
        releases.release();
        for (int commit = 0; commit < COMMITS_PER_RUN; commit++) {
          probe.commit(commits);
        }
      }
    }
    return handoffs;
  }

  static Result result(Samples local, Samples commits, Samples remote, Samples remoteCommits) {
    List<String> lines = new ArrayList<>();
    lines.add("handoff: a step is done → the next step of its run starts; the steps do nothing");
    Table table = new Table().row("", "count", "p50", "p90", "p99", "p50 in commits");
    row(table, "workers in the server's process", local, Words.ratio(local.ratioTo(commits)));
    row(table, "one durable commit beside it", commits, "");
    row(table, "workers over HTTP", remote, Words.ratio(remote.ratioTo(remoteCommits)));
    row(table, "one durable commit beside it", remoteCommits, "");
    lines.addAll(table.lines());
    Map<String, Samples> samples = new LinkedHashMap<>();
    samples.put("inProcess", local);
    samples.put("commitBesideInProcess", commits);
    samples.put("overHttp", remote);
    samples.put("commitBesideOverHttp", remoteCommits);
    Map<String, Double> ratios = new LinkedHashMap<>();
    ratios.put("in process / commit", local.ratioTo(commits));
    ratios.put("over HTTP / commit", remote.ratioTo(remoteCommits));
    ratios.put("over HTTP / in process", remote.ratioTo(local));
    Verdict verdict =
        new Verdict(
            NAME,
            "p50 " + Words.millis(local.median()),
            Words.millis(GOAL_MILLIS),
            local.median() <= GOAL_MILLIS);
    return new Result(verdict, lines, samples, ratios, List.of());
  }

  private static void row(Table table, String name, Samples samples, String ratio) {
    table.row(
        name,
        Integer.toString(samples.count()),
        Words.millis(samples.median()),
        Words.millis(samples.percentile(90)),
        Words.millis(samples.percentile(99)),
        ratio);
  }
}
