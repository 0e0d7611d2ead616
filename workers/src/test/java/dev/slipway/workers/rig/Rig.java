package dev.slipway.workers.rig;

import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.ssh.JschHosts;
import dev.slipway.workers.ssh.LoopbackHost;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A repository, a host with a real shell, and what the workers need to reach both. */
public final class Rig implements AutoCloseable {

  private final Path root;
  private final Path tools;
  private final Repository repository;
  private final LoopbackHost host;
  private final SshHosts hosts = new JschHosts(Clock.systemUTC());
  private final GitMirrors mirrors;

  public Rig(Path directory) throws IOException, InterruptedException {
    root = Files.createDirectories(directory.resolve("host"));
    repository = new Repository(directory.resolve("repository"));
    tools = Files.createDirectories(directory.resolve("tools"));
    host = new LoopbackHost(root, tools);
    mirrors = new GitMirrors(directory.resolve("mirrors"));
  }

  /** Where the environment is on the host. */
  public Path root() {
    return root;
  }

  /** Installs a program on the host: a shell script that is found before all others. */
  public void install(String name, String script) throws IOException {
    Path tool = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Cuts every connection to the host, as a broken network does. */
  public void cut() {
    host.cut();
  }

  public Repository repository() {
    return repository;
  }

  public SshHosts hosts() {
    return hosts;
  }

  public GitMirrors mirrors() {
    return mirrors;
  }

  public Definition definition() {
    return Definition.of(repository.directory(), host.platform());
  }

  public RunOfSteps release(
      long run, String ref, Definition definition, @Nullable ReleaseFacts serving) {
    return run(run, "release", ref, definition, null, serving, List.of());
  }

  public RunOfSteps run(
      long run,
      String kind,
      String ref,
      Definition definition,
      @Nullable ReleaseFacts target,
      @Nullable ReleaseFacts serving,
      List<String> disposable) {
    return run(run, kind, ref, definition, target, serving, disposable, null);
  }

  /** A release after a person has accepted what was seen on the target. */
  public RunOfSteps accepting(
      long run, Definition definition, @Nullable ReleaseFacts serving, String accepted) {
    return run(run, "release", "main", definition, null, serving, List.of(), accepted);
  }

  private RunOfSteps run(
      long run,
      String kind,
      String ref,
      Definition definition,
      @Nullable ReleaseFacts target,
      @Nullable ReleaseFacts serving,
      List<String> disposable,
      @Nullable String accepted) {
    RunFacts facts =
        new RunFacts(
            run,
            kind,
            "shop",
            "production",
            "",
            ref,
            "r" + run,
            "ada",
            run,
            false,
            target,
            serving,
            disposable,
            accepted);
    return new RunOfSteps(
        definition.application(),
        definition.environment(),
        facts,
        Map.of("key", host.privateKey()));
  }

  @Override
  public void close() throws IOException {
    hosts.close();
    host.close();
  }
}
