package dev.slipway.workers.git;

import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import java.util.regex.Pattern;

/**
 * What somebody asked to release: a branch, a tag or a commit. Its shape is checked before git sees
 * it, so that it can be neither an option nor an expression.
 *
 * @param value at most 200 ASCII letters, digits and {@code . _ / + # @ = , -}, beginning with a
 *     letter or digit
 */
public record GitRef(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+#@=,-]{0,199}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}");

  public GitRef {
    if (!allowed(value)) {
      throw new IllegalArgumentException("Not a branch, a tag or a commit");
    }
  }

  /** Whether a text could name a branch, a tag or a commit. */
  public static boolean allowed(String text) {
    return SHAPE.matcher(text).matches()
        && !text.contains("..")
        && !text.contains("@{")
        && !text.contains("//")
        && !text.endsWith("/")
        && !text.endsWith(".")
        && !text.endsWith(".lock");
  }

  /**
   * Reads what somebody asked for.
   *
   * @throws StepFailedException if it cannot name a branch, a tag or a commit
   */
  public static GitRef of(String text) throws StepFailedException {
    if (!allowed(text)) {
      throw new StepFailedException(
          Failure.of(
              "Ref " + printable(text),
              "it cannot be a branch, a tag or a commit",
              "Use letters, digits and . _ / + # @ = , - only, beginning with a letter or a digit,"
                  + " at most 200 characters"));
    }
    return new GitRef(text);
  }

  boolean couldBeCommit() {
    return HASH.matcher(value).matches();
  }

  private static String printable(String text) {
    String safe = text.replaceAll("[^\\x20-\\x7e]", "?");
    return '"' + (safe.length() > 60 ? safe.substring(0, 60) + "…" : safe) + '"';
  }

  @Override
  public String toString() {
    return value;
  }
}
