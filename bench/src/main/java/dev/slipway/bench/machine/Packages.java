package dev.slipway.bench.machine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The packages of what Slipway is measured against, by Debian's names. */
public final class Packages {

  /** By the program that each brings. {@code ansible-core} is Ansible without its collections. */
  private static final Map<String, String> NEEDED = needed();

  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

  private final Programs programs;
  private final Path directory;
  private final PrintWriter out;

  public Packages(Programs programs, Path directory, PrintWriter out) {
    this.programs = programs;
    this.directory = directory;
    this.out = out;
  }

  private static Map<String, String> needed() {
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("ssh", "openssh-client");
    needed.put("sshd", "openssh-server");
    needed.put("cap", "capistrano");
    needed.put("ansible-playbook", "ansible-core");
    return needed;
  }

  /** Installs what is missing where that is possible, and says what is missing elsewhere. */
  public void provide() throws InterruptedException {
    List<String> missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    String names = String.join(" ", missing);
    if (!"root".equals(System.getProperty("user.name")) || programs.find("apt-get").isEmpty()) {
      say("Missing: " + names + " (as Debian calls them)");
      say("To measure against them too: sudo apt-get install --no-install-recommends " + names);
      return;
    }
    say("Installing " + names);
    try {
      install(missing);
    } catch (BenchException | IOException e) {
      say("That failed, what is there is measured: " + e.getMessage());
    }
  }

  private List<String> missing() {
    return NEEDED.entrySet().stream()
        .filter(each -> programs.find(each.getKey()).isEmpty())
        .map(Map.Entry::getValue)
        .collect(Collectors.toList());
  }

  /** Nothing that is installed for a measurement may start to listen, now or after a restart. */
  private void install(List<String> missing)
      throws BenchException, IOException, InterruptedException {
    boolean guarded = Files.notExists(POLICY);
    if (guarded) {
      Files.writeString(POLICY, "#!/bin/sh\nexit 101\n");
      Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    try {
      apt(List.of("update", "-qq"));
      List<String> arguments =
          new ArrayList<>(List.of("install", "-qq", "-y", "--no-install-recommends"));
      arguments.addAll(missing);
      apt(arguments);
    } finally {
      if (guarded) {
        Files.deleteIfExists(POLICY);
      }
    }
    if (missing.contains("openssh-server") && programs.find("systemctl").isPresent()) {
      Command.of(directory, List.of("systemctl", "disable", "ssh.service")).run(programs);
      say("openssh-server was installed but not enabled: systemctl enable --now ssh does that");
    }
  }

  private void apt(List<String> arguments) throws BenchException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("apt-get"));
    argv.addAll(arguments);
    Command.of(directory, argv)
        .with(Map.of("DEBIAN_FRONTEND", "noninteractive"))
        .succeed(programs, DEADLINE);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
