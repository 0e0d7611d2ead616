package dev.slipway.workers.git;

import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of one process at a time change a mirror.
 *
 * @param file locked against other processes
 * @param inProcess locked against other threads, which a file lock does not keep apart
 */
record MirrorLock(Path file, ReentrantLock inProcess, StopSign stop) {

  /** What is done while the lock is held. */
  interface Change {
    void make() throws IOException, StepFailedException, StepStoppedException, InterruptedException;
  }

  void holding(Change change)
      throws IOException, StepFailedException, StepStoppedException, InterruptedException {
    while (!inProcess.tryLock(100, TimeUnit.MILLISECONDS)) {
      stop.check();
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = acquire(channel)) {
      if (held.isValid()) {
        change.make();
      }
    } finally {
      inProcess.unlock();
    }
  }

  private FileLock acquire(FileChannel channel)
      throws IOException, StepStoppedException, InterruptedException {
    @Nullable FileLock held = channel.tryLock();
    while (held == null) {
      stop.check();
      Thread.sleep(100);
      held = channel.tryLock();
    }
    return held;
  }
}
