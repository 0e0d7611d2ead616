package dev.slipway.workers.git;

import dev.slipway.processes.definition.GitRef;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the one commit that a ref means. Nothing is guessed: where a name stands for two different
 * commits, both are told.
 *
 * @param source the repository, for people
 */
record RefResolver(GitCommand git, String source) {

  private static final int SUGGESTED = 5;

  String resolve(GitRef ref)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Map<String, String> matches = new LinkedHashMap<>();
    for (String candidate : candidates(ref)) {
      peel(candidate).ifPresent(commit -> matches.put(candidate, commit));
    }
    if (ref.isCommitLike()) {
      for (String commit : commitsBeginningWith(ref)) {
        matches.put("commit " + commit, commit);
      }
    }
    List<String> commits = matches.values().stream().distinct().toList();
    if (commits.isEmpty()) {
      throw unknown(ref);
    }
    if (commits.size() > 1) {
      throw ambiguous(ref, matches);
    }
    return commits.getFirst();
  }

  private static List<String> candidates(GitRef ref) {
    String name = ref.value();
    if (name.startsWith("refs/heads/") || name.startsWith("refs/tags/")) {
      return List.of(name);
    }
    List<String> candidates = new ArrayList<>(List.of("refs/heads/" + name, "refs/tags/" + name));
    if (name.startsWith("heads/") || name.startsWith("tags/")) {
      candidates.add("refs/" + name);
    }
    return candidates;
  }

  private Optional<String> peel(String fullName)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitOutput answer = git.run("rev-parse", "--verify", "--quiet", fullName + "^{commit}");
    return answer.ok() ? Optional.of(answer.out().strip()) : Optional.empty();
  }

  private List<String> commitsBeginningWith(GitRef ref)
      throws StepFailedException, StepStoppedException, InterruptedException {
    List<String> commits = new ArrayList<>();
    GitOutput objects =
        git.run("rev-parse", "--disambiguate=" + ref.value().toLowerCase(Locale.ROOT));
    for (String object : objects.out().lines().limit(50).toList()) {
      GitOutput type = git.run("cat-file", "-t", object);
      if (type.ok() && type.out().strip().equals("commit")) {
        commits.add(object);
      }
    }
    return commits;
  }

  private StepFailedException ambiguous(GitRef ref, Map<String, String> matches) {
    String listed =
        matches.entrySet().stream()
            .map(match -> match.getKey() + " (" + match.getValue().substring(0, 10) + ")")
            .collect(Collectors.joining(", "));
    return new StepFailedException(
        Failure.of(
            "Ref " + ref,
            "it means more than one commit: " + listed,
            "Ask for one of them by its full name, such as " + matches.keySet().iterator().next()));
  }

  private StepFailedException unknown(GitRef ref)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitOutput branches =
        git.require("List branches", "for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads");
    String nearest =
        branches
            .out()
            .lines()
            .limit(5000)
            .sorted(Comparator.comparingInt(branch -> distance(branch, ref.value())))
            .limit(SUGGESTED)
            .collect(Collectors.joining(", "));
    return new StepFailedException(
        Failure.of(
            "Ref " + ref,
            source + " has no branch, tag or commit of that name",
            nearest.isEmpty()
                ? "Push a branch first; the repository has none"
                : "Ask for another one; the branches nearest to it are " + nearest));
  }

  /** The number of letters to change, add or remove to make one text of the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
