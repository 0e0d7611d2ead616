package dev.slipway.workers.git;

import dev.slipway.processes.definition.Application;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The mirrors of every application's repository, in one local directory. */
public final class GitMirrors {

  private final Path directory;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * @param directory where the mirrors are kept; made when the first one is needed
   */
  public GitMirrors(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  /**
   * The mirror of an application's repository; nothing is fetched yet.
   *
   * @param secrets resolves the key of the repository, when something is fetched
   */
  public GitMirror of(Application application, SecretLookup secrets, StopSign stop) {
    String name = application.name();
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("Not an application's name: " + name);
    }
    MirrorLock lock =
        new MirrorLock(
            directory.resolve(name + ".lock"),
            locks.computeIfAbsent(name, absent -> new ReentrantLock()),
            stop);
    return new GitMirror(
        directory.resolve(name + ".git"), application.source(), lock, secrets, stop);
  }
}
