package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeds of random releases under random faults, several at a time, each in a world of its own.
 * {@code -Dchaos.seed=N} plays one of them alone, {@code -Dchaos.seeds=N} as many as wanted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class LedgerTest {

  private static final int SEEDS = 30;

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path directory;

  private final Queue<ChaosWorld> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger worlds = new AtomicInteger();

  LongStream seeds() {
    Long one = Long.getLong("chaos.seed");
    return one == null
        ? LongStream.rangeClosed(1, Integer.getInteger("chaos.seeds", SEEDS))
        : LongStream.of(one);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyRunEndsTrulyWhateverHappensMeanwhile(long seed) throws Exception {
    // given
    ChaosWorld world = world();
    // when
    Verdict verdict = world.play(seed);
    // then
    System.out.println(verdict.line());
    if (verdict.violations().isEmpty()) {
      idle.add(world);
    } else {
      // What it leaves behind would fail the next seeds too.
      world.close();
    }
    assertThat(verdict.violations()).as(verdict.schedule()).isEmpty();
  }

  @AfterAll
  void leave() throws IOException {
    for (ChaosWorld world : idle) {
      world.close();
    }
  }

  private ChaosWorld world() throws IOException, InterruptedException {
    ChaosWorld made = idle.poll();
    if (made != null) {
      return made;
    }
    String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
    return ChaosWorld.make(
        new Launch(classPath, Path.of("target", "server.jsa")),
        Files.createDirectory(directory.resolve("world-" + worlds.incrementAndGet())));
  }
}
