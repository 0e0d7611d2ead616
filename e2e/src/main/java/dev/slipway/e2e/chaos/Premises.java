package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what nobody needs any more on a target that has come to rest. */
final class Premises {

  private static final int LOOKS = 60;

  private final Target target;
  private final Database database;

  Premises(Target target, Database database) {
    this.target = target;
    this.database = database;
  }

  List<String> violations(Map<String, Entry.Started> running)
      throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    found.addAll(directories());
    found.addAll(slots(running.keySet()));
    found.addAll(leftovers());
    found.addAll(fence());
    found.addAll(processes(running));
    return found.stream().map(each -> target.application() + ": " + each).toList();
  }

  private List<String> directories() throws IOException {
    Set<String> there = new TreeSet<>(names(target.root().resolve("releases")));
    Set<String> known =
        new TreeSet<>(
            database.rows(
                "select id from slipway.release where state = 'good' and application = '"
                    + target.application()
                    + "'"));
    return there.equals(known)
        ? List.of()
        : List.of("the releases on the host are " + there + ", the books say " + known);
  }

  private List<String> slots(Set<String> colours) throws IOException {
    Set<String> links = new TreeSet<>(names(target.root().resolve("slots")));
    links.removeIf(name -> name.contains("."));
    return links.equals(colours)
        ? List.of()
        : List.of("slots are filled for " + links + ", but " + colours + " run");
  }

  private List<String> leftovers() throws IOException {
    List<String> found = new ArrayList<>();
    Path own = target.root().resolve(".slipway");
    for (String name : names(own)) {
      if (name.endsWith(".tar.gz") || name.endsWith(".new")) {
        found.add(".slipway/" + name + " was left behind");
      }
    }
    Path jobs = own.resolve("jobs");
    for (String job : names(jobs)) {
      Path directory = jobs.resolve(job);
      if (Files.isDirectory(directory.resolve("started"))
          && !Files.exists(directory.resolve("status"))) {
        found.add("job " + job + " has no end");
      }
      if (Files.exists(directory.resolve("env"))) {
        found.add("job " + job + " has left its environment behind");
      }
    }
    return found;
  }

  private List<String> fence() throws IOException {
    Path file = target.root().resolve(".slipway/fence");
    if (!Files.exists(file)) {
      return List.of();
    }
    String seen = Files.readString(file, StandardCharsets.UTF_8).strip();
    List<String> newest =
        database.rows(
            "select fence from slipway.lease where application = '" + target.application() + "'");
    return !newest.isEmpty() && Long.parseLong(seen) <= Long.parseLong(newest.getFirst())
        ? List.of()
        : List.of("the host has seen fence " + seen + ", the lease is at " + newest);
  }

  /** What is just ending may take a moment. */
  private List<String> processes(Map<String, Entry.Started> running)
      throws IOException, InterruptedException {
    List<String> orphans = orphans(running);
    for (int look = 0; look < LOOKS && !orphans.isEmpty(); look++) {
      Thread.sleep(100);
      orphans = orphans(running);
    }
    return orphans;
  }

  private List<String> orphans(Map<String, Entry.Started> running) throws IOException {
    Set<Long> expected =
        running.values().stream()
            .map(started -> Long.parseLong(started.pid()))
            .collect(Collectors.toSet());
    List<String> found = new ArrayList<>();
    Set<Long> there = new TreeSet<>();
    for (ProcessHandle process : target.mark().processes()) {
      there.add(process.pid());
      if (!expected.contains(process.pid())
          && !supervises(process, expected)
          && !command(process).startsWith("sleep ")) {
        found.add("process " + process.pid() + " was left behind: " + command(process));
      }
    }
    expected.stream()
        .filter(pid -> !there.contains(pid))
        .forEach(pid -> found.add("process " + pid + " is gone without a word"));
    return found;
  }

  /** The supervisor of a process that serves, or a child of its beside that process. */
  private static boolean supervises(ProcessHandle process, Set<Long> serving) {
    return Stream.concat(Stream.of(process), process.parent().stream())
        .anyMatch(each -> each.children().anyMatch(child -> serving.contains(child.pid())));
  }

  private static String command(ProcessHandle process) throws IOException {
    Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.readString(line, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    } catch (IOException e) {
      // It has just gone.
      return "sleep (gone)";
    }
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
