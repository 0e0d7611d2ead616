package dev.slipway.workers.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Carries what a socket receives from the connection's only reader thread to the thread that uses
 * the socket. Writing never blocks, because that would stall every other channel of the connection;
 * a socket whose user reads too slowly is given up instead.
 */
final class SocketPipe {

  private final int limit;
  private final Duration patience;
  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private int buffered;
  private boolean ended;
  private boolean overflowed;

  SocketPipe(int limit, Duration patience) {
    this.limit = limit;
    this.patience = patience;
  }

  OutputStream sink() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        put(new byte[] {(byte) b});
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        byte[] chunk = new byte[length];
        System.arraycopy(bytes, offset, chunk, 0, length);
        put(chunk);
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  InputStream source() {
    return new InputStream() {
      private byte[] current = new byte[0];
      private int at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        if (at == current.length) {
          byte[] next = take();
          if (next == null) {
            return -1;
          }
          current = next;
          at = 0;
        }
        int part = Math.min(length, current.length - at);
        System.arraycopy(current, at, target, offset, part);
        at += part;
        return part;
      }
    };
  }

  private synchronized void put(byte[] chunk) {
    if (chunk.length == 0 || ended) {
      return;
    }
    if (buffered + chunk.length > limit) {
      overflowed = true;
      ended = true;
    } else {
      chunks.add(chunk);
      buffered += chunk.length;
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized byte @Nullable [] take() throws IOException {
    long until = System.nanoTime() + patience.toNanos();
    while (chunks.isEmpty() && !ended) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("Nothing came for " + patience.toSeconds() + " seconds");
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while reading", e);
      }
    }
    byte[] chunk = chunks.poll();
    if (chunk != null) {
      buffered -= chunk.length;
    } else if (overflowed) {
      throw new IOException("More came than " + limit + " bytes before it was read");
    }
    return chunk;
  }
}
