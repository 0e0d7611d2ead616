package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.Changed;
import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.run.Runs;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(EventController.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final long WITHOUT_END = 0L;

  private final RunStream stream;
  private final Runs runs;
  private final Bell bell;

  EventController(RunStream stream, Runs runs, Bell bell) {
    this.stream = stream;
    this.runs = runs;
    this.bell = bell;
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
    var emitter = new SseEmitter(WITHOUT_END);
    Thread.ofVirtual()
        .name("follow-run-" + run)
        .start(() -> stream.follow(run, from, log, emitter));
    return streamed(emitter);
  }

  @GetMapping(value = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> anything() {
    var emitter = new SseEmitter(WITHOUT_END);
    Thread.ofVirtual().name("follow-anything").start(() -> followAnything(emitter));
    return streamed(emitter);
  }

  private void followAnything(SseEmitter emitter) {
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
    } catch (IOException | IllegalStateException e) {
      // The reader has gone away and the server clears up behind it; there is nobody left to tell.
      LOG.debug("A reader of events has gone: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    }
  }

  private static ResponseEntity<SseEmitter> streamed(SseEmitter emitter) {
    // Proxies would hold the stream back until it is long enough to be worth sending.
    return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
  }
}
