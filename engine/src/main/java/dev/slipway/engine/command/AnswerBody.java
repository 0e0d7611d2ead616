package dev.slipway.engine.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What a server answers, given up when nothing more of it comes for a while: its machine may have
 * gone without a word, and then nobody would ever say so.
 */
final class AnswerBody extends FilterInputStream {

  private final Thread watch;
  private volatile long lastRead = System.nanoTime();

  AnswerBody(InputStream body, Duration silence) {
    super(body);
    this.watch = Thread.ofVirtual().name("slipway-silence").start(() -> watch(silence));
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    lastRead = System.nanoTime();
    return one;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    lastRead = System.nanoTime();
    return read;
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }

  private void watch(Duration silence) {
    try {
      long left = silence.toNanos();
      while (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
        left = lastRead + silence.toNanos() - System.nanoTime();
      }
      in.close();
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt();
    }
  }
}
