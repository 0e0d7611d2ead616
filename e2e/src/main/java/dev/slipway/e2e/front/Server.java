package dev.slipway.e2e.front;

import java.time.Duration;
import java.time.Instant;

/** One server of the backend. Not thread-safe: its {@link Backend} guards it. */
final class Server {

  private final int id;
  private final String name;
  private final int port;
  private AdminState state = AdminState.MAINT;
  private Instant changed;
  private int current;
  private int most;
  private long total;
  private final long[] answers = new long[6];

  Server(int id, String name, int port, Instant now) {
    this.id = id;
    this.name = name;
    this.port = port;
    this.changed = now;
  }

  void set(AdminState wanted, Instant now) {
    if (state != wanted) {
      state = wanted;
      changed = now;
    }
  }

  void begin() {
    current++;
    total++;
    most = Math.max(most, current);
  }

  void end(int status) {
    current--;
    answers[Math.clamp(status / 100, 0, 5)]++;
  }

  AdminState state() {
    return state;
  }

  String name() {
    return name;
  }

  ServerView view(Instant now) {
    long seconds = Duration.between(changed, now).toSeconds();
    return new ServerView(id, name, port, state, seconds, current, most, total, answers.clone());
  }
}
