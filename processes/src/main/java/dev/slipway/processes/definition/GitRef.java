package dev.slipway.processes.definition;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What people ask to have released: a branch, a tag or a commit, whole or abbreviated. Never
 * mistaken for an option, a revision expression or a shell word.
 *
 * <p>Stricter than git's own rules (<a
 * href="https://git-scm.com/docs/git-check-ref-format">git-check-ref-format</a>): only letters,
 * digits and {@code . _ / -}.
 *
 * @param value the ref as it was asked for
 */
public record GitRef(String value) {

  /** What is allowed, in words. */
  public static final String ALLOWED =
      "a branch, a tag or a commit: letters, digits and . _ / -, beginning with a letter or digit,"
          + " at most 200 characters; no .. and no part that begins with a dot or ends with .lock";

  static final int LONGEST = 200;

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,40}");

  /**
   * Checks a ref.
   *
   * @throws IllegalArgumentException if it is not allowed; the message says why, is safe to show
   *     and does not repeat {@link #ALLOWED}
   */
  public GitRef {
    refuse(value);
  }

  /** Whether it can be a commit, whole or abbreviated; a branch may be named like that too. */
  public boolean isCommitLike() {
    return COMMIT.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }

  private static void refuse(String ref) {
    OptionalInt unseen = CodePoints.firstUnseen(ref);
    if (ref.isBlank()) {
      throw new IllegalArgumentException("The ref is empty");
    } else if (ref.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The ref has " + ref.length() + " characters, at most " + LONGEST + " are allowed");
    } else if (unseen.isPresent()) {
      throw new IllegalArgumentException(
          "The ref contains the character " + CodePoints.name(unseen.getAsInt()));
    } else if (ref.startsWith("-")) {
      throw new IllegalArgumentException(
          "The ref begins with a hyphen, which git would take for an option");
    } else if (ref.contains("..") || ref.contains("@{")) {
      throw new IllegalArgumentException(
          "The ref contains .. or @{, which git would take for a revision expression");
    } else if (!SHAPE.matcher(ref).matches()) {
      throw new IllegalArgumentException("The ref contains a character that is not allowed");
    }
    Arrays.asList(ref.split("/", -1)).forEach(GitRef::refusePart);
    if (ref.endsWith(".")) {
      throw new IllegalArgumentException("The ref ends with a dot");
    }
  }

  private static void refusePart(String part) {
    if (part.isEmpty()) {
      throw new IllegalArgumentException("The ref has an empty part: // or a slash at its end");
    } else if (part.startsWith(".") || part.endsWith(".lock")) {
      throw new IllegalArgumentException(
          "The ref has a part that begins with a dot or ends with .lock, which git refuses");
    }
  }
}
