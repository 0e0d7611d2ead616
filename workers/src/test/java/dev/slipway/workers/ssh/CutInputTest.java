package dev.slipway.workers.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host does with input that ends too early, as it does when the connection breaks. */
class CutInputTest {

  @TempDir Path directory;

  @Test
  void aJobWhoseScriptDidNotArriveIsNotRun() throws Exception {
    // given
    String script = "touch ran\n";
    List<String> start =
        List.of(
            "sh",
            "-c",
            JobScripts.START,
            "sh",
            directory + "/jobs",
            "1-build-1",
            "1",
            "0",
            directory.toString(),
            "0",
            directory.toString(),
            "0",
            Integer.toString(script.length()),
            "1-build",
            "1");

    // when
    int cutOff = run(start, "");
    int halfway = run(start, "touch r");

    // then
    assertThat(cutOff).isNotZero();
    assertThat(halfway).isNotZero();
    assertThat(directory.resolve("jobs/1-build-1/started")).doesNotExist();

    // when
    int whole = run(start, script);

    // then
    assertThat(whole).isZero();
    assertThat(directory.resolve("ran")).exists();
  }

  @Test
  void noPartOfAScriptIsRunThatDidNotArriveWhole() throws Exception {
    // given
    RemoteCommand command =
        RemoteCommand.script("touch first\ntouch \"$1\"\n", directory.resolve("second").toString())
            .in(directory.toString());
    byte[] whole = command.stdin();
    byte[] part = Arrays.copyOf(whole, new String(whole, UTF_8).indexOf("touch \"$1\""));

    // when
    run(List.of("sh", "-c", command.line()), new String(part, UTF_8));

    // then
    assertThat(directory).isEmptyDirectory();

    // when
    int status = run(List.of("sh", "-c", command.line()), new String(whole, UTF_8));

    // then
    assertThat(status).isZero();
    assertThat(directory)
        .isDirectoryContaining("glob:**/first")
        .isDirectoryContaining("glob:**/second");
  }

  private int run(List<String> argv, String input) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(argv)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
