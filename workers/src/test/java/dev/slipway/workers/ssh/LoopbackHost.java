package dev.slipway.workers.ssh;

import dev.slipway.processes.definition.HostPlatform;
import java.io.IOException;
import java.nio.file.Path;

/** A host for the tests of other packages: a real shell behind a real SSH server on loopback. */
public final class LoopbackHost implements AutoCloseable {

  private final TestHost host;

  /**
   * @param root where the environment is
   * @param tools a directory whose programs are found before all others
   */
  public LoopbackHost(Path root, Path tools) throws IOException {
    this.host = new TestHost(root, "PATH='" + tools + "':$PATH; export PATH\n");
  }

  /** The platform that reaches it; the secret {@code key} signs in. */
  public HostPlatform platform() {
    return host.platform();
  }

  public String privateKey() {
    return host.privateKey("");
  }

  /** Cuts every connection without a word, as a broken network does. */
  public void cut() {
    host.cut();
  }

  @Override
  public void close() throws IOException {
    host.close();
  }
}
