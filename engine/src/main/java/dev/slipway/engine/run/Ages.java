package dev.slipway.engine.run;

import java.time.Duration;

/** How long something has been going on, for people. */
public final class Ages {

  private Ages() {}

  /** In the largest unit of which there are at least two: {@code 90 s}, {@code 3 min}. */
  public static String words(Duration age) {
    if (age.toMinutes() < 2) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    if (age.toHours() < 2) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " days";
  }
}
