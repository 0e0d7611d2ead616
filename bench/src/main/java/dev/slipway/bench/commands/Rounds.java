package dev.slipway.bench.commands;

import dev.slipway.bench.figure.Samples;
import dev.slipway.bench.machine.BenchException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets contestants take turns, so that whatever else the machine does meets all of them alike. */
final class Rounds {

  private final List<Contestant> contestants = new ArrayList<>();
  private final Map<String, Samples> samples = new LinkedHashMap<>();

  void add(Contestant contestant) {
    contestants.add(contestant);
    samples.put(contestant.name(), new Samples());
  }

  /** Plays one round more; each round another contestant begins. */
  void play() throws BenchException, InterruptedException {
    for (Contestant each : contestants) {
      Samples own = samples.getOrDefault(each.name(), new Samples());
      own.add(each.round());
    }
    Collections.rotate(contestants, 1);
  }

  /** What each took, in the order in which they were added. */
  Map<String, Samples> samples() {
    return Collections.unmodifiableMap(samples);
  }
}
