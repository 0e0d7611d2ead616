package dev.slipway.workers.ssh;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes any amount without ever blocking and keeps the last bytes of it. */
final class TailBuffer extends OutputStream {

  private final byte[] ring;
  private long written;

  TailBuffer(int limit) {
    this.ring = new byte[limit];
  }

  @Override
  public synchronized void write(int b) {
    ring[(int) (written % ring.length)] = (byte) b;
    written++;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int skipped = Math.max(0, length - ring.length);
    written += skipped;
    int from = offset + skipped;
    int left = length - skipped;
    while (left > 0) {
      int at = (int) (written % ring.length);
      int part = Math.min(left, ring.length - at);
      System.arraycopy(bytes, from, ring, at, part);
      from += part;
      left -= part;
      written += part;
    }
  }

  synchronized String text() {
    if (written <= ring.length) {
      return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
    }
    byte[] kept = new byte[ring.length];
    int at = (int) (written % ring.length);
    System.arraycopy(ring, at, kept, 0, ring.length - at);
    System.arraycopy(ring, 0, kept, ring.length - at, at);
    return new String(kept, StandardCharsets.UTF_8);
  }
}
