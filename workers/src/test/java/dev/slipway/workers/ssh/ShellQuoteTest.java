package dev.slipway.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellQuoteTest {

  @Test
  void aShellReadsEveryArgumentBackAsItIs() throws Exception {
    // given
    List<String> hostile =
        List.of(
            "$(reboot)", "a;b", "it's", "`id`", "", "*", "\\", "--upload-pack=x", "ü\u202e", "~");

    // when
    Process shell =
        new ProcessBuilder("sh", "-c", "printf '<%s>' " + ShellQuote.arguments(hostile)).start();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(read).isEqualTo("<" + String.join("><", hostile) + ">");
  }

  @Test
  void refusesLineBreaksAndNul() {
    // given
    List<String> refused = List.of("a\nb", "a\rb", "a\0b");

    // when, then
    for (String argument : refused) {
      assertThatIllegalArgumentException().isThrownBy(() -> RemoteCommand.of("echo", argument));
    }
  }
}
