package dev.slipway.bench.figure;

import java.util.Locale;

/** Figures for people: three significant digits at most, whatever the size. */
public final class Words {

  private Words() {}

  /** A duration, such as {@code 0.42 ms}, {@code 1.8 ms}, {@code 240 ms} or {@code 4.1 s}. */
  public static String millis(double millis) {
    return millis < 1000 ? number(millis) + " ms" : number(millis / 1000) + " s";
  }

  /** A ratio, such as {@code 0.42 x}. */
  public static String ratio(double ratio) {
    return number(ratio) + " x";
  }

  private static String number(double value) {
    String format = value < 0.995 ? "%.2f" : value < 99.5 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
