package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that never objects would be worth nothing. */
class ReplayTest {

  private static final String BLUE_SERVES = "1 started 7 r1 blue,2 routed blue";

  @Test
  void findsNothingWrongWithASwap() {
    // when
    Replay replay =
        replay(
            BLUE_SERVES,
            "3 started 8 r2 green,4 routed blue green,5 routed green,6 stopped 7 r1 blue");
    // then
    assertThat(replay.violations()).isEmpty();
    assertThat(replay.turns()).containsExactly(new Replay.Turn(2, "r1"), new Replay.Turn(5, "r2"));
    assertThat(replay.overlaps()).containsExactly(new Replay.Overlap(4, 5));
    assertThat(replay.serving()).contains("r2");
    assertThat(replay.running()).containsOnlyKeys("green");
  }

  @Test
  void objectsWhenNothingServes() {
    assertThat(replay(BLUE_SERVES, "3 routed").violations()).hasSize(1);
  }

  @Test
  void objectsWhenTwoGoOnServing() {
    assertThat(replay(BLUE_SERVES, "3 started 8 r2 green,4 routed blue green").violations())
        .hasSize(1);
  }

  @Test
  void objectsWhenWhatServesIsStopped() {
    assertThat(replay(BLUE_SERVES, "3 stopped 7 r1 blue").violations()).hasSize(1);
  }

  @Test
  void objectsWhenRequestsGoWhereNothingRuns() {
    assertThat(replay(BLUE_SERVES, "3 routed green").violations()).hasSize(1);
  }

  @Test
  void objectsWhenAColourIsStartedTwice() {
    assertThat(replay(BLUE_SERVES, "3 started 8 r2 blue").violations()).hasSize(1);
  }

  @Test
  void objectsWhenAProcessIsStoppedTwice() {
    assertThat(
            replay(BLUE_SERVES, "3 started 8 r2 green,4 stopped 8 r2 green,5 stopped 8 r2 green")
                .violations())
        .hasSize(1);
  }

  @Test
  void takesAProcessIdThatComesAgainForAnotherProcess() {
    // given
    String gone = "3 started 8 r2 green,4 stopped 8 r2 green";
    // then
    assertThat(replay(BLUE_SERVES, gone, "5 started 8 r3 green").violations()).isEmpty();
    assertThat(replay(BLUE_SERVES, gone, "5 started 8 r2 green").violations()).hasSize(1);
  }

  @Test
  void countsWhatHappenedForARelease() {
    // when
    Replay replay = replay("1 built r1,2 built r1,3 migrated r1,4 started 7 r1 blue");
    // then
    assertThat(replay.built("r1")).isEqualTo(2);
    assertThat(replay.migrated("r1")).isEqualTo(1);
    assertThat(replay.started("r1", 4, 5)).isEqualTo(1);
    assertThat(replay.started("r1", 5, 6)).isZero();
  }

  private static Replay replay(String... parts) {
    List<Entry> entries =
        Arrays.stream(String.join(",", parts).split(",", -1)).map(Entry::read).toList();
    return Replay.of(entries);
  }
}
