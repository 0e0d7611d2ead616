package dev.slipway.e2e.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is asked of the applications and what is done to the server meanwhile. The same seed always
 * gives the same schedule; what meets what in it is up to the machine.
 *
 * @param seed what it was made of
 * @param stories the acts of each application, one after the other
 * @param faults what goes wrong, in the order of their times
 */
record Schedule(long seed, List<List<Act>> stories, List<Fault> faults) {

  private static final int LONGEST_PAUSE_BEFORE_AN_ACT = 900;
  private static final int LATEST_CANCEL = 4_000;

  /** What is released. */
  enum Wanted {
    GOOD,
    FAILING_HEALTH,
    FAILING_PAGE,
    FAILING_BUILD,
    ROLLBACK
  }

  /**
   * One run.
   *
   * @param pick chooses among what would do
   * @param after the pause before it is asked for
   * @param cancelAfter when it is cancelled, counted from its start
   * @param awaited whether the next act waits for its end
   * @param approved how its approval is answered, where one is needed
   */
  record Act(
      Wanted wanted,
      int pick,
      Duration after,
      Optional<Duration> cancelAfter,
      boolean awaited,
      boolean approved) {}

  /** What goes wrong. */
  enum Trouble {
    /** The server is killed and started again at once. */
    KILL,
    /** The server stands still for a while. */
    PAUSE,
    /** Every connection to one host breaks, and none can be made for a while. */
    CUT,
    /** The database ends without a word and comes back. */
    DATABASE
  }

  /**
   * One fault.
   *
   * @param at counted from the start of the schedule
   * @param lasts how long, where that has a meaning
   * @param application whose host is cut off
   */
  record Fault(Trouble trouble, Duration at, Duration lasts, int application) {}

  static Schedule of(long seed, int applications) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Act>> stories = new ArrayList<>();
    for (int application = 0; application < applications; application++) {
      stories.add(story(random));
    }
    return new Schedule(seed, List.copyOf(stories), faults(random, applications));
  }

  /** One good release for each application, and no fault. */
  static Schedule calm(int applications) {
    Act act = new Act(Wanted.GOOD, 0, Duration.ZERO, Optional.empty(), true, true);
    return new Schedule(0, Collections.nCopies(applications, List.of(act)), List.of());
  }

  private static List<Act> story(SplittableRandom random) {
    List<Act> acts = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int number = 0; number < count; number++) {
      Wanted wanted =
          switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> Wanted.GOOD;
            case 4, 5 -> Wanted.FAILING_HEALTH;
            case 6 -> Wanted.FAILING_PAGE;
            case 7 -> Wanted.FAILING_BUILD;
            default -> Wanted.ROLLBACK;
          };
      acts.add(
          new Act(
              wanted,
              random.nextInt(1_000),
              Duration.ofMillis(random.nextInt(LONGEST_PAUSE_BEFORE_AN_ACT)),
              random.nextInt(4) == 0
                  ? Optional.of(Duration.ofMillis(random.nextInt(LATEST_CANCEL)))
                  : Optional.empty(),
              random.nextBoolean(),
              random.nextInt(5) > 0));
    }
    return List.copyOf(acts);
  }

  private static List<Fault> faults(SplittableRandom random, int applications) {
    List<Fault> faults = new ArrayList<>();
    int at = 0;
    boolean killed = false;
    int count = 1 + random.nextInt(3);
    for (int number = 0; number < count; number++) {
      at += 150 + random.nextInt(2_500);
      Trouble trouble =
          switch (random.nextInt(10)) {
            // A start takes longer than all the rest, so one a schedule has to do.
            case 0, 1 -> killed ? Trouble.CUT : Trouble.KILL;
            case 2, 3, 4 -> Trouble.PAUSE;
            case 5 -> Trouble.DATABASE;
            default -> Trouble.CUT;
          };
      killed |= trouble == Trouble.KILL;
      faults.add(
          new Fault(
              trouble,
              Duration.ofMillis(at),
              Duration.ofMillis(50 + random.nextInt(1_200)),
              random.nextInt(applications)));
    }
    return List.copyOf(faults);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("seed " + seed);
    for (int application = 0; application < stories.size(); application++) {
      for (Act act : stories.get(application)) {
        text.append("\n  application ").append(application).append(": ").append(act);
      }
    }
    faults.forEach(fault -> text.append("\n  ").append(fault));
    return text.toString();
  }
}
