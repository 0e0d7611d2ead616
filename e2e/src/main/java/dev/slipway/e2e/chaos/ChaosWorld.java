package dev.slipway.e2e.chaos;

import dev.slipway.e2e.demo.DemoKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * One server with a database of its own, and several applications, each with its own target. It is
 * made once and serves many schedules: what one leaves behind is the next one's start.
 */
public final class ChaosWorld implements AutoCloseable {

  private static final List<String> APPLICATIONS = List.of("lock", "basin", "mole");

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Target> targets = new ArrayList<>();
  private final Database database;
  private final Server server;
  private final Desk desk;

  private ChaosWorld(Launch launch, Path directory, Database database)
      throws IOException, InterruptedException, GeneralSecurityException {
    this.database = database;
    parts.push(database);
    server = new Server(launch, directory, database);
    DemoKeys keys = DemoKeys.generate();
    Path secrets = Files.createDirectories(server.data().resolve("secrets"));
    Files.createDirectories(server.applications());
    Path key = Files.writeString(secrets.resolve(Target.KEY), keys.accountKeyFile());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Repository repository = Repository.create(directory.resolve("repository"));
    for (String application : APPLICATIONS) {
      Target target = Target.make(application, directory.resolve("targets"), keys);
      parts.push(target);
      targets.add(target);
      // One of them asks for an approval.
      String file = target.file(repository, targets.size() == APPLICATIONS.size() ? 1 : 0);
      Files.writeString(server.applications().resolve(application + ".yaml"), file);
    }
    parts.push(server);
    boolean archived = Files.exists(launch.archive());
    server.start();
    if (!archived) {
      server.close();
      server.start();
    }
    desk = new Desk(server.address(), server.token());
    // From here on something always serves.
    Verdict verdict = play(Schedule.calm(targets.size()));
    if (!verdict.violations().isEmpty()) {
      close();
      throw new IOException("Not even without faults all is well: " + verdict.line());
    }
  }

  /**
   * Makes a world.
   *
   * @param directory an empty directory for all of it
   */
  public static ChaosWorld make(Launch launch, Path directory)
      throws IOException, InterruptedException {
    return make(
        launch, directory, Database.start(Files.createDirectories(directory.resolve("database"))));
  }

  /** The same with the database that the server brings along. */
  static ChaosWorld makeComplete(Launch launch, Path directory)
      throws IOException, InterruptedException {
    return make(launch, directory, Database.embeddedIn(directory.resolve("data")));
  }

  private static ChaosWorld make(Launch launch, Path directory, Database database)
      throws IOException, InterruptedException {
    try {
      ChaosWorld world = new ChaosWorld(launch, directory, database);
      // Also when whoever plays is ended in the middle.
      Runtime.getRuntime().addShutdownHook(new Thread(world::closeQuietly, "chaos-end"));
      return world;
    } catch (GeneralSecurityException e) {
      throw new IOException("This JDK cannot make keys", e);
    }
  }

  /** Plays the schedule of a seed, waits until everything has settled, and judges. */
  public Verdict play(long seed) throws IOException, InterruptedException {
    return play(Schedule.of(seed, targets.size()));
  }

  /**
   * Kills the server in the middle of releases of one application, each time starting it again at
   * once.
   *
   * @param seed decides when it is killed
   * @return for each kill how long it took from there until a step of the run was taken in hand
   *     again, or ended
   */
  public List<Duration> recoveries(int kills, long seed) throws IOException, InterruptedException {
    String application = targets.getFirst().application();
    return new Recovery(server, database, desk, application, new Random(seed)).measure(kills);
  }

  Target target(int number) {
    return targets.get(number);
  }

  Desk desk() {
    return desk;
  }

  Server server() {
    return server;
  }

  Database database() {
    return database;
  }

  /** What is broken when nothing has been asked for. */
  List<String> violations(long run) throws IOException, InterruptedException {
    return new Judge(desk, database, targets).judge(List.of(run), List.of());
  }

  private Verdict play(Schedule schedule) throws IOException, InterruptedException {
    return new Play(schedule, server, database, desk, targets).play();
  }

  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // There is nobody left to tell.
    }
  }

  @Override
  public synchronized void close() throws IOException {
    IOException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        IOException next = new IOException("A part of the world does not end", e);
        if (failure == null) {
          failure = next;
        } else {
          failure.addSuppressed(next);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
