package dev.slipway.workers.git;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads lists of paths that git writes with NUL between them. */
final class FileChanges {

  private FileChanges() {}

  static Excerpt<FileChange> parse(GitOutput output, int most) {
    List<String> fields = fields(output);
    List<FileChange> changes = new ArrayList<>();
    for (int i = 0; i + 1 < fields.size() && changes.size() <= most; i += 2) {
      String change =
          switch (fields.get(i).charAt(0)) {
            case 'A' -> "added";
            case 'D' -> "deleted";
            default -> "modified";
          };
      changes.add(new FileChange(fields.get(i + 1), change));
    }
    return excerpt(changes, output, most);
  }

  static Excerpt<String> paths(GitOutput output, int most) {
    return excerpt(fields(output), output, most);
  }

  private static List<String> fields(GitOutput output) {
    if (output.out().isEmpty()) {
      return List.of();
    }
    // Everything behind the last NUL is either nothing or cut off.
    int end = output.out().lastIndexOf('\0');
    return end < 0 ? List.of() : Arrays.asList(output.out().substring(0, end).split("\0", -1));
  }

  private static <T> Excerpt<T> excerpt(List<T> all, GitOutput output, int most) {
    return new Excerpt<>(
        all.subList(0, Math.min(most, all.size())), all.size() > most || output.cut());
  }
}
