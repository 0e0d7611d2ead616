package dev.slipway.workers.git;

import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads commits out of {@code git log}. */
record GitLog(GitCommand git) {

  private static final String FORMAT = "--format=%H%x1f%an%x1f%cI%x1f%s";
  private static final int LONGEST = 200;

  Commit show(String commit)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return list(commit, 1).entries().getFirst();
  }

  Excerpt<Commit> list(String range, int most)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitOutput output =
        git.require(
            "Read commits",
            "log",
            "-z",
            "--no-color",
            "--max-count=" + (most + 1),
            FORMAT,
            range,
            "--");
    List<Commit> commits = new ArrayList<>();
    for (String record : output.out().split("\0", -1)) {
      String[] fields = record.split("\u001f", 4);
      // The last record may be cut off where the output was.
      if (fields.length == 4) {
        commits.add(
            new Commit(
                fields[0],
                readable(fields[1]),
                OffsetDateTime.parse(fields[2]).toInstant(),
                readable(fields[3])));
      }
    }
    boolean truncated = commits.size() > most || output.cut();
    return new Excerpt<>(commits.subList(0, Math.min(most, commits.size())), truncated);
  }

  /** Without control characters and marks that turn the direction of text. */
  private static String readable(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Cf}]", "");
    return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
  }
}
