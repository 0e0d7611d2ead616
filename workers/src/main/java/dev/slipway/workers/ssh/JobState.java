package dev.slipway.workers.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one look at a job has shown.
 *
 * @param running whether it still runs
 * @param status its exit status, if it has left one
 * @param signal the signal its status stands for
 * @param bytes how many bytes of its log came along
 * @param more whether there may be more of the log already
 */
record JobState(
    boolean running, OptionalInt status, Optional<String> signal, int bytes, boolean more) {

  /** Reads what the scripts print: lines first, the bytes of the log after them. */
  static final class Reader {

    private final byte[] out;
    private int position;

    Reader(byte[] out) {
      this.out = out;
    }

    int position() {
      return position;
    }

    String line() {
      int from = position;
      while (position < out.length && out[position] != '\n') {
        position++;
      }
      String line = new String(out, from, position - from, StandardCharsets.UTF_8);
      position = Math.min(out.length, position + 1);
      return line;
    }

    JobState state(int limit) throws ConnectionLostException {
      String[] words = line().strip().split(" ", 4);
      int bytes = Math.min(limit, out.length - position);
      boolean more = bytes == limit;
      return switch (words[0]) {
        case "running" -> new JobState(true, OptionalInt.empty(), Optional.empty(), bytes, more);
        case "gone" -> new JobState(false, OptionalInt.empty(), Optional.empty(), bytes, more);
        case "ended" -> {
          if (words.length < 2 || !words[1].matches("[0-9]{1,3}")) {
            throw new ConnectionLostException("The host told no status of the job", true);
          }
          yield new JobState(
              false,
              OptionalInt.of(Integer.parseInt(words[1])),
              words.length > 2 ? Optional.of(words[2]) : Optional.empty(),
              bytes,
              more);
        }
        default -> throw new ConnectionLostException("The host told nothing of the job", true);
      };
    }
  }
}
