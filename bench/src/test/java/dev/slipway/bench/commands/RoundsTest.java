package dev.slipway.bench.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.machine.BenchException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final List<String> played = new ArrayList<>();

  @Test
  void letsEveryContestantBeginOnce() throws BenchException, InterruptedException {
    // given
    Rounds rounds = rounds();

    // when
    rounds.play();
    rounds.play();
    rounds.play();

    // then
    assertThat(played).containsExactly("a", "b", "c", "c", "a", "b", "b", "c", "a");
  }

  @Test
  void keepsTheFiguresInTheOrderOfJoining() throws BenchException, InterruptedException {
    // given
    Rounds rounds = rounds();

    // when
    rounds.play();
    rounds.play();

    // then
    assertThat(rounds.samples().keySet()).containsExactly("a", "b", "c");
    assertThat(rounds.samples().values()).allMatch(samples -> samples.count() == 2);
  }

  private Rounds rounds() {
    Rounds rounds = new Rounds();
    rounds.add(new Scripted("a", played));
    rounds.add(new Scripted("b", played));
    rounds.add(new Scripted("c", played));
    return rounds;
  }

  private record Scripted(String name, List<String> played) implements Contestant {
    @Override
    public long round() {
      played.add(name);
      return 1;
    }
  }
}
