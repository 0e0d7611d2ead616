package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeds of random releases under random faults. {@code -Dchaos.seed=N} plays one of them alone,
 * {@code -Dchaos.seeds=N} as many as wanted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerTest {

  private static final int SEEDS = 5;

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path directory;

  private @Nullable ChaosWorld world;
  private int worlds;

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
    ChaosWorld present = world();
    // when
    Verdict verdict = present.play(seed);
    // then
    System.out.println(verdict.line());
    if (!verdict.violations().isEmpty()) {
      leave();
    }
    assertThat(verdict.violations()).as(verdict.schedule()).isEmpty();
  }

  @AfterAll
  void leave() throws IOException {
    ChaosWorld present = world;
    world = null;
    if (present != null) {
      present.close();
    }
  }

  /** What a seed that failed has left behind would fail the next ones too. */
  private ChaosWorld world() throws IOException, InterruptedException {
    ChaosWorld present = world;
    if (present == null) {
      worlds++;
      String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
      present =
          ChaosWorld.make(
              new Launch(classPath, Path.of("target", "server.jsa")),
              Files.createDirectory(directory.resolve("world-" + worlds)));
      world = present;
    }
    return present;
  }
}
