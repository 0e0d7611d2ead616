package dev.slipway.workers.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what was read, in whatever thread. A stream that breaks ends instead, and is remembered:
 * the library would neither pass the break on nor tell the host that nothing more comes.
 */
final class CountingInput extends InputStream {

  private final InputStream content;
  private final AtomicLong count = new AtomicLong();
  private final AtomicReference<IOException> broken = new AtomicReference<>();

  CountingInput(InputStream content) {
    this.content = content;
  }

  long count() {
    return count.get();
  }

  Optional<IOException> broken() {
    return Optional.ofNullable(broken.get());
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    try {
      int read = content.read(target, offset, length);
      if (read > 0) {
        count.addAndGet(read);
      }
      return read;
    } catch (IOException e) {
      broken.set(e);
      return -1;
    }
  }
}
