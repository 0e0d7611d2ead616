package dev.slipway.workers.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Takes any amount without ever blocking and keeps the first bytes of it. */
final class HeadBuffer extends OutputStream {

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int limit;

  HeadBuffer(int limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void write(int b) {
    if (kept.size() < limit) {
      kept.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    kept.write(bytes, offset, Math.min(length, limit - kept.size()));
  }

  synchronized byte[] bytes() {
    return kept.toByteArray();
  }
}
