package dev.slipway.e2e.chaos;

import dev.slipway.e2e.chaos.Schedule.Act;
import dev.slipway.e2e.chaos.Schedule.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;

/** Kills the server in the middle of releases, each time starting it again at once. */
final class Recovery {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LATEST_KILL = Duration.ofSeconds(2);
  private static final int LOOK_MILLIS = 5;

  private final Server server;
  private final Database database;
  private final Desk desk;
  private final String application;
  private final RandomGenerator random;

  Recovery(
      Server server, Database database, Desk desk, String application, RandomGenerator random) {
    this.server = server;
    this.database = database;
    this.desk = desk;
    this.application = application;
    this.random = random;
  }

  /** How long nothing of a run moved, for each kill. */
  List<Duration> measure(int kills) throws IOException, InterruptedException {
    List<Duration> all = new ArrayList<>();
    while (all.size() < kills) {
      long run = begin();
      Optional<Duration> still = killDuring(run);
      while (still.isPresent()) {
        all.add(still.get());
        still = all.size() < kills ? killDuring(run) : Optional.empty();
      }
      awaitEnd(run);
    }
    return all;
  }

  private long begin() throws IOException, InterruptedException {
    List<AskedRun> asked = new ArrayList<>();
    Act good =
        new Act(Wanted.GOOD, random.nextInt(3), Duration.ZERO, Optional.empty(), false, true);
    new Actor(desk, application, asked::add).play(List.of(good));
    return asked.getFirst().run();
  }

  /** Empty if the run had ended before the kill. */
  private Optional<Duration> killDuring(long run) throws IOException, InterruptedException {
    Thread.sleep(random.nextLong(LATEST_KILL.toMillis()));
    FutureTask<Void> restart =
        new FutureTask<>(
            () -> {
              server.start();
              return null;
            });
    server.kill();
    long killed = System.nanoTime();
    boolean ended = ended(run);
    String seen = progress(run);
    Thread starter = Thread.ofPlatform().name("restart").start(restart);
    Optional<Duration> still = ended ? Optional.empty() : Optional.of(still(run, seen, killed));
    starter.join();
    try {
      restart.get();
    } catch (ExecutionException e) {
      throw new IOException("The server did not come back", e.getCause());
    }
    return still;
  }

  private Duration still(long run, String seen, long killed)
      throws IOException, InterruptedException {
    while (progress(run).equals(seen)) {
      if (System.nanoTime() - killed > PATIENCE.toNanos()) {
        throw new IOException("Run " + run + " has not moved for " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return Duration.ofNanos(System.nanoTime() - killed);
  }

  private void awaitEnd(long run) throws IOException, InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!ended(run)) {
      if (System.nanoTime() > limit) {
        throw new IOException("Run " + run + " does not end");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private boolean ended(long run) throws IOException {
    return !database
        .rows("select run from slipway.run where ended_at is not null and run = " + run)
        .isEmpty();
  }

  /** Changes whenever a worker takes a step in hand and whenever a step ends. */
  private String progress(long run) throws IOException {
    return database
        .rows(
            """
            select count(distinct s.key) filter (where s.ended_at is not null) || ' ' || count(a.key)
            from slipway.step s left join slipway.step_attempt a on a.key = s.key
            where s.run = %d
            """
                .formatted(run))
        .getFirst();
  }
}
