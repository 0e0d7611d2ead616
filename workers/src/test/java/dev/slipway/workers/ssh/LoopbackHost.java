package dev.slipway.workers.ssh;

import dev.slipway.processes.definition.HostPlatform;
import java.io.IOException;
import java.nio.file.Path;

/** A host for the tests of other packages: a real shell behind a real SSH server on loopback. */
public final class LoopbackHost implements AutoCloseable {

  private final TestHost host;

  public LoopbackHost(Path root) throws IOException {
    this.host = new TestHost(root);
  }

  /** The platform that reaches it; the secret {@code key} signs in. */
  public HostPlatform platform() {
    return host.platform();
  }

  public String privateKey() {
    return host.privateKey("");
  }

  @Override
  public void close() throws IOException {
    host.close();
  }
}
