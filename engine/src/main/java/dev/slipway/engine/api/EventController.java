package dev.slipway.engine.api;

import dev.slipway.engine.api.RunStream.LogWanted;
import dev.slipway.engine.api.Views.Changed;
import dev.slipway.engine.api.Views.LogLineView;
import dev.slipway.engine.api.Views.RunSummary;
import dev.slipway.engine.api.Views.StepView;
import dev.slipway.engine.api.Views.TaskView;
import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.run.Runs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(name = "events")
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

  @Operation(
      operationId = "followRun",
      summary = "What happens to a run, as it happens",
      description =
          "Server-sent events: `run` (a RunSummary), `step` (a StepView), `task` (a TaskView) and,"
              + " when asked for, `log` (a LogLineView). With `tail` a reader that is thousands of"
              + " lines behind gets a `gap`, and goes on with the newest lines. The id of an event"
              + " is its number, that of a log line the letter L and its number; a reader that was"
              + " cut off goes on after Last-Event-ID. A comment comes every 15 s.")
  @ApiResponse(
      responseCode = "200",
      description = "Events without end; the data of each is one of these",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema =
                  @Schema(
                      oneOf = {
                        RunSummary.class,
                        StepView.class,
                        TaskView.class,
                        LogLineView.class
                      })))
  @GetMapping(value = "/api/runs/{run}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> run(
      @PathVariable long run,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "0") long logAfter,
      @RequestParam(defaultValue = "false") boolean log,
      @RequestParam(defaultValue = "false") boolean tail,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    if (runs.find(run).isEmpty()) {
      throw Problems.notFound("There is no run " + run);
    }
    var from = new StreamPosition(after, logAfter).orLater(lastEventId);
    LogWanted all = log ? LogWanted.EVERY_LINE : LogWanted.NOTHING;
    LogWanted wanted = tail ? LogWanted.TAIL : all;
    return streams.open("follow-run-" + run, emitter -> stream.follow(run, from, wanted, emitter));
  }

  @Operation(
      operationId = "followEverything",
      summary = "That something changed, for lists to load again",
      description =
          "Server-sent events of the type `changed`, and a comment every 15 s. Nothing is replayed:"
              + " whoever connects loads first.")
  @ApiResponse(
      responseCode = "200",
      description = "Events without end",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(implementation = Changed.class)))
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
