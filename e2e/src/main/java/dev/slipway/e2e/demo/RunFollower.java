package dev.slipway.e2e.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Follows a run to its end and tells each step as it ends. */
final class RunFollower {

  private static final Duration MOST = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final EngineApi api;
  private final Console console;
  private final Map<String, String> told = new HashMap<>();
  private final long started = System.nanoTime();
  private String after = "0";

  RunFollower(EngineApi api, Console console) {
    this.api = api;
    this.console = console;
  }

  /**
   * Follows a run.
   *
   * @return the run once it is over
   * @throws DemoException if it is not over in time
   */
  RunView follow(RunView run) throws DemoException, InterruptedException {
    RunView now = run;
    while (!now.over()) {
      if (elapsed().compareTo(MOST) > 0) {
        throw new DemoException(
            "Run %d is not over after %d s: it is %s%s. See it at %s/runs/%d"
                .formatted(
                    now.run(),
                    MOST.toSeconds(),
                    now.status(),
                    now.waitsFor() == null ? "" : " and waits for " + now.waitsFor(),
                    api.address(),
                    now.run()));
      }
      try (EventStream events = api.events(run.run(), after)) {
        tell(events);
      }
      now = api.run(run.run());
    }
    return now;
  }

  /** Tells what comes until the run is over, the stream ends or nothing comes for a while. */
  private void tell(EventStream events) throws DemoException, InterruptedException {
    Optional<EventStream.Event> next = events.next(QUIET);
    while (next.isPresent() && !next.get().type().equals(EventStream.CLOSED)) {
      EventStream.Event event = next.get();
      if (!event.id().isEmpty()) {
        after = event.id();
      }
      if (event.type().equals("step")) {
        tell(EngineApi.read(event.data(), StepView.class));
      }
      if (event.type().equals("run") && EngineApi.read(event.data(), RunView.class).over()) {
        return;
      }
      next = events.next(QUIET);
    }
  }

  private void tell(StepView step) {
    String line = step.line();
    if (!line.isEmpty() && !line.equals(told.put(step.key(), line))) {
      console.line("  %6s  %s".formatted(Words.seconds(elapsed()), line));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
