package dev.slipway.workers.git;

import java.io.IOException;
import java.io.OutputStream;

/** Passes the first bytes on and swallows the rest, so that the writer never blocks. */
final class HeadOnly extends OutputStream {

  private final OutputStream sink;
  private int left;
  private boolean cut;

  HeadOnly(OutputStream sink, int limit) {
    this.sink = sink;
    this.left = limit;
  }

  boolean cut() {
    return cut;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int kept = Math.min(left, length);
    sink.write(bytes, offset, kept);
    left -= kept;
    cut |= kept < length;
  }
}
