package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Command;
import dev.slipway.bench.machine.Programs;
import dev.slipway.bench.machine.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the programs say of their own version. */
public final class Versions {

  private final Workplace place;
  private final Programs programs;

  public Versions(Workplace place, Programs programs) {
    this.place = place;
    this.programs = programs;
  }

  /** As set-up lines of a report. */
  public Map<String, String> describe() throws BenchException, IOException, InterruptedException {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(SshContestant.NAME, version("ssh", "-V"));
    lines.put(CapistranoContestant.NAME, version("cap", "--version"));
    lines.put(AnsibleContestant.NAME, version("ansible-playbook", "--version"));
    return lines;
  }

  private String version(String program, String option)
      throws BenchException, IOException, InterruptedException {
    Optional<Path> path = programs.find(program);
    if (path.isEmpty()) {
      return "not installed";
    }
    return Command.of(place.directory("versions"), List.of(path.get().toString(), option))
        .succeed(programs)
        .output()
        .lines()
        .findFirst()
        .orElse("unknown");
  }
}
