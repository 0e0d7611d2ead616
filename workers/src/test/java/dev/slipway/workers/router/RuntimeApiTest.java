package dev.slipway.workers.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.ForwardedPort;
import dev.slipway.workers.ssh.JobResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.ssh.RemoteHost;
import dev.slipway.workers.ssh.RemoteJob;
import dev.slipway.workers.ssh.RemoteSocket;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {

  @Test
  void givesUpAnAnswerThatGoesOnDripping() {
    // given
    RuntimeApi api = new RuntimeApi(new Host(new Drip()), "/run/haproxy.sock", Duration.ZERO);

    // then
    assertThatThrownBy(() -> api.ask("show info"))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> {
              assertThat(e.failure().why()).contains("had not ended after 0 s");
              assertThat(e.failure().retriable()).isTrue();
            });
  }

  @Test
  void readsAnAnswerToItsEnd() throws Exception {
    // given
    byte[] answer = "Name: HAProxy\n\n".repeat(2_000).getBytes(StandardCharsets.UTF_8);
    RuntimeApi api =
        new RuntimeApi(
            new Host(new ByteArrayInputStream(answer)), "/run/x.sock", Duration.ofMinutes(1));

    // when
    String read = api.ask("show info");

    // then
    assertThat(read).hasSize(answer.length);
  }

  /** One byte for each read, without end. */
  private static final class Drip extends InputStream {

    @Override
    public int read() {
      return '.';
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      target[offset] = '.';
      return 1;
    }
  }

  /** A host on which nothing but a socket is to be had. */
  private record Host(InputStream answer) implements RemoteHost {

    @Override
    public String address() {
      return "deploy@host";
    }

    @Override
    public RemoteSocket open(String socket) {
      return new RemoteSocket() {
        @Override
        public InputStream in() {
          return answer;
        }

        @Override
        public OutputStream out() {
          return OutputStream.nullOutputStream();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public CommandResult run(RemoteCommand command) {
      throw new UnsupportedOperationException();
    }

    @Override
    public JobResult job(StepContext step, RemoteJob job) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void confirm() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void upload(InputStream content, String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ForwardedPort forward(int remotePort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> runningJobs(String jobsDirectory, StepKey step) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forgetJobs(String jobsDirectory, int olderThanDays) {
      throw new UnsupportedOperationException();
    }
  }
}
