package dev.slipway.processes.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is found while one file is read: its problems, and the secrets it names. */
final class Findings {

  // An alias repeats what it stands for, so a small hostile file could hold millions of problems.
  private static final int MOST_PROBLEMS = 200;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<SecretUse> secrets = new ArrayList<>();
  private int left;

  Findings(String file) {
    this.file = file;
  }

  void problem(Position at, String field, String message, String allowed) {
    if (problems.size() == MOST_PROBLEMS) {
      left++;
    } else {
      problems.add(new Problem(file, at.line(), at.column(), field, message, allowed));
    }
  }

  void secret(SecretReference secret, Position at, String field) {
    secrets.add(new SecretUse(secret, file, at.line(), at.column(), field));
  }

  /** Grows with every problem, kept or left out. */
  int count() {
    return problems.size() + left;
  }

  List<SecretUse> secrets() {
    return List.copyOf(secrets);
  }

  List<Problem> problems() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    if (left > 0) {
      Problem last = sorted.getLast();
      sorted.add(
          new Problem(
              file,
              last.line(),
              last.column(),
              "",
              left + " further problems are not listed",
              "correct the listed ones first"));
    }
    return List.copyOf(sorted);
  }
}
