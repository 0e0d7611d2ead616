package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.Changed;
import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.run.Runs;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happens, as it happens. */
@RestController
class EventController {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final RunStream stream;
  private final Runs runs;
  private final Bell bell;
  private final OpenStreams streams;

  EventController(RunStream stream, Runs runs, Bell bell, OpenStreams streams) {
    this.stream = stream;
    this.runs = runs;
    this.bell = bell;
    this.streams = streams;
  }

  @GetMapping(value = "/api/runs/{run}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> run(
      @PathVariable long run,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "0") long logAfter,
      @RequestParam(defaultValue = "false") boolean log,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    if (runs.find(run).isEmpty()) {
      throw Problems.notFound("There is no run " + run);
    }
    var from = new StreamPosition(after, logAfter).orLater(lastEventId);
    return streams.open("follow-run-" + run, emitter -> stream.follow(run, from, log, emitter));
  }

  @GetMapping(value = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> anything() {
    return streams.open("follow-anything", this::followAnything);
  }

  private void followAnything(SseEmitter emitter) throws IOException, InterruptedException {
    try (var listener = bell.listen(RunEvents.ANYTHING)) {
      emitter.send(SseEmitter.event().comment("here"));
      while (true) {
        emitter.send(
            listener.await(HEARTBEAT)
                ? SseEmitter.event()
                    .name("changed")
                    .data(new Changed("run", null, null, null), MediaType.APPLICATION_JSON)
                : SseEmitter.event().comment("still here"));
      }
    }
  }
}
