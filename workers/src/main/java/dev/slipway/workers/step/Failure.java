package dev.slipway.workers.step;

import org.jspecify.annotations.Nullable;

/**
 * Why a step failed, in the four parts that a person needs.
 *
 * @param what what failed, on what: {@code Health check of green on shop.example.org}
 * @param why the cause, as far as it is known: {@code /health answered 500 ten times in a row}
 * @param next what to do next
 * @param evidence the remote output that proves it, at most {@value #EVIDENCE_LIMIT} characters;
 *     may be empty
 * @param retriable whether another attempt may succeed without anybody doing anything
 * @param exitStatus with which status the command ended that failed; null if none did
 */
public record Failure(
    String what,
    String why,
    String next,
    String evidence,
    boolean retriable,
    @Nullable Integer exitStatus) {

  /** The newest characters are kept. */
  public static final int EVIDENCE_LIMIT = 16_000;

  public Failure {
    what = StorableText.of(what);
    why = StorableText.of(why);
    next = StorableText.of(next);
    evidence = StorableText.of(evidence);
    if (evidence.length() > EVIDENCE_LIMIT) {
      evidence = "…" + evidence.substring(evidence.length() - EVIDENCE_LIMIT + 1);
    }
  }

  public static Failure of(String what, String why, String next) {
    return new Failure(what, why, next, "", false, null);
  }

  public Failure withEvidence(String output) {
    return new Failure(what, why, next, output, retriable, exitStatus);
  }

  /**
   * The same failure of a command, with what it said as evidence. The first of it also ends the
   * cause, where it is shown alone: what a command says first is its reason, the rest advice.
   *
   * @param output what the command said
   * @param more evidence beyond that, such as a log; may be empty
   */
  public Failure withWords(String output, String more) {
    String reason =
        output
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.regionMatches(true, 0, "warning:", 0, 8))
            .findFirst()
            .map(line -> ": " + (line.length() > 200 ? line.substring(0, 200) + "…" : line))
            .orElse("");
    String all = (output.strip() + "\n" + more).strip();
    return new Failure(what, why + reason, next, all, retriable, exitStatus);
  }

  /** The same failure, worth another attempt. */
  public Failure retry() {
    return new Failure(what, why, next, evidence, true, exitStatus);
  }

  /** The same failure, of a command that ended with this status; below 0 there was none. */
  public Failure withExitStatus(int status) {
    return status < 0 ? this : new Failure(what, why, next, evidence, retriable, status);
  }
}
