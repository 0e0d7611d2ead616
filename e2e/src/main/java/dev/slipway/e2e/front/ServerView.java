package dev.slipway.e2e.front;

import java.util.Arrays;
import java.util.List;

/**
 * One server at one moment.
 *
 * @param secondsSinceChange since its state was last changed
 * @param current requests it works on now
 * @param most requests it worked on at one time
 * @param total requests it was given
 * @param answers how many answers it gave by the hundreds of their status; 0 for none at all
 */
record ServerView(
    int id,
    String name,
    int port,
    AdminState state,
    long secondsSinceChange,
    int current,
    int most,
    long total,
    List<Long> answers) {

  ServerView(
      int id,
      String name,
      int port,
      AdminState state,
      long secondsSinceChange,
      int current,
      int most,
      long total,
      long[] answers) {
    this(
        id,
        name,
        port,
        state,
        secondsSinceChange,
        current,
        most,
        total,
        Arrays.stream(answers).boxed().toList());
  }
}
