package dev.slipway.e2e.demo;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Words {

  private Words() {}

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
