package dev.slipway.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

  private static final List<String> BASICS =
      List.of(
          "sh", "cat", "sed", "readlink", "dirname", "uname", "id", "find", "head", "tail", "tr");

  @TempDir private Path directory;
  private Path path;
  private Path jvms;

  @BeforeEach
  void makeAMachineWithNextToNothing() throws IOException {
    path = Files.createDirectory(directory.resolve("bin"));
    jvms = Files.createDirectory(directory.resolve("jvm"));
    for (String program : BASICS) {
      link(program);
    }
  }

  @Test
  void listsItsCommandsOnAMachineWithoutAnything() throws Exception {
    // when
    Ended ended = slipway("help");
    // then
    assertThat(ended.status).isZero();
    assertThat(ended.output).contains("demo", "release APP ENV REF", "--without");
  }

  @Test
  void saysHowToInstallAJdk() throws Exception {
    // when
    Ended ended = slipway("demo");
    // then
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output).contains("a JDK 21 or newer is needed").contains("-jdk");
  }

  @Test
  void namesTheJdkThatIsTooOld() throws Exception {
    // given
    jdk("old", "17.0.15");
    // when
    Ended ended = slipway("server");
    // then
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output).contains("The newest found is 17 in " + jvms.resolve("old"));
  }

  @Test
  void saysHowToInstallGit() throws Exception {
    // given
    jdk("new", "25.0.3");
    // when
    Ended ended = slipway("demo");
    // then
    assertThat(ended.output).contains("git is needed").contains("apt-get install git");
  }

  @Test
  void saysHowToInstallNode() throws Exception {
    // given
    jdk("new", "21");
    link("git");
    // when
    Ended ended = slipway("demo");
    // then
    assertThat(ended.output).contains("Node 20.19 or newer is needed");
  }

  @Test
  void refusesANodeThatIsTooOld() throws Exception {
    // given
    jdk("new", "21");
    link("git");
    program(path.resolve("node"), "echo v20.18.1");
    // when
    Ended ended = slipway("demo");
    // then
    assertThat(ended.output).contains("Node 20.19 or newer is needed").contains("is 20.18.1");
  }

  @Test
  void findsItsHomeThroughASymlinkFromElsewhere() throws Exception {
    // given
    Path link = Files.createSymbolicLink(directory.resolve("a link"), launcher());
    // when
    Ended ended = run(link.toString(), "test", "--without", "bogus");
    // then
    assertThat(ended.status).isEqualTo(1);
    assertThat(ended.output).contains("'bogus' cannot be left out; containers and browser can");
  }

  private record Ended(int status, String output) {}

  private Ended slipway(String... arguments) throws IOException, InterruptedException {
    String[] argv = new String[arguments.length + 1];
    argv[0] = launcher().toString();
    System.arraycopy(arguments, 0, argv, 1, arguments.length);
    return run(argv);
  }

  private Ended run(String... argv) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(argv).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", path.toString());
    builder.environment().put("JVM_DIRECTORY", jvms.toString());
    builder.environment().put("HOME", directory.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private void jdk(String name, String version) throws IOException {
    Path bin = Files.createDirectories(jvms.resolve(name).resolve("bin"));
    program(bin.resolve("java"), "exit 99");
    program(bin.resolve("javac"), "exit 99");
    Files.writeString(jvms.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void link(String program) throws IOException {
    for (String where : List.of("/usr/bin", "/bin")) {
      if (new File(where, program).canExecute() && !Files.exists(path.resolve(program))) {
        program(path.resolve(program), "exec " + where + "/" + program + " \"$@\"");
      }
    }
  }

  private static Path launcher() {
    return Path.of("..", "slipway").toAbsolutePath().normalize();
  }
}
