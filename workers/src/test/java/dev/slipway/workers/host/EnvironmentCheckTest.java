package dev.slipway.workers.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.workers.rig.Definition;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.ssh.RemoteHost;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EnvironmentCheckTest {

  @TempDir Path directory;

  @Test
  void everyCheckConnectsAnewAndHangsUp() throws Exception {
    // given
    List<Dialed> dialed = new ArrayList<>();
    try (Rig rig = new Rig(directory)) {
      Definition definition = rig.definition();
      EnvironmentCheck check =
          new EnvironmentCheck(
              rig.mirrors(),
              () -> {
                Dialed hosts = new Dialed();
                dialed.add(hosts);
                return hosts;
              },
              Clock.systemUTC());

      // when
      for (int i = 0; i < 2; i++) {
        check.check(
            definition.application(),
            definition.environment(),
            reference -> new Secret(reference.name(), ""));
      }
    }

    // then
    assertThat(dialed).hasSize(2).allMatch(hosts -> hosts.asked && hosts.closed);
  }

  private static final class Dialed implements SshHosts {

    private boolean asked;
    private boolean closed;

    @Override
    public RemoteHost reach(HostPlatform platform, StepContext step) throws StepFailedException {
      asked = true;
      throw new StepFailedException(Failure.of("Connecting", "refused", "Look at the key"));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
