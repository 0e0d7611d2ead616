package dev.slipway.workers.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines; a line longer than its limit becomes several. */
final class LineSplitter {

  private static final int LONGEST = 8 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  void feed(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int from = offset;
    while (from < end) {
      int most = Math.min(end, from + LONGEST - open.size());
      int at = from;
      while (at < most && bytes[at] != '\n') {
        at++;
      }
      open.write(bytes, from, at - from);
      if (at < end && bytes[at] == '\n' && open.size() < LONGEST) {
        emit();
        from = at + 1;
      } else {
        if (open.size() >= LONGEST) {
          emit();
        }
        from = at;
      }
    }
  }

  /** The last line had no line break. */
  void end() {
    if (open.size() > 0) {
      emit();
    }
  }

  private void emit() {
    String line = open.toString(StandardCharsets.UTF_8);
    open.reset();
    lines.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }
}
