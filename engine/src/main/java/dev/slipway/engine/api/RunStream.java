package dev.slipway.engine.api;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.RunEvent;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.log.StepLogs.KeptLine;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.task.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows one run for one reader: first what the reader has missed, then what happens. Events say
 * only what changed; the reader is sent how it is now, once for many changes at a time.
 */
@Component
class RunStream {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int PAGE = 1_000;
  private static final int FAR_BEHIND = 5 * PAGE;
  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final Bell bell;
  private final RunEvents events;
  private final StepLogs logs;
  private final Runs runs;
  private final Steps steps;
  private final Tasks tasks;
  private final RunViews views;
  private final JsonMapper json;

  RunStream(
      Bell bell,
      RunEvents events,
      StepLogs logs,
      Runs runs,
      Steps steps,
      Tasks tasks,
      RunViews views,
      JsonMapper json) {
    this.bell = bell;
    this.events = events;
    this.logs = logs;
    this.runs = runs;
    this.steps = steps;
    this.tasks = tasks;
    this.views = views;
    this.json = json;
  }

  /** What of its log a reader is sent. */
  enum LogWanted {
    NOTHING,
    EVERY_LINE,

    /** The newest lines: a reader that falls far behind is told so, and goes on near the end. */
    TAIL
  }

  /** Sends until the reader goes away or the thread is interrupted. */
  void follow(long run, StreamPosition from, LogWanted wanted, SseEmitter emitter)
      throws IOException, InterruptedException {
    try (var listener = bell.listen(RunEvents.bellOf(run))) {
      StreamPosition position = from;
      // Without a first word the reader would not even know that it is connected.
      emitter.send(SseEmitter.event().comment("here"));
      while (!Thread.currentThread().isInterrupted()) {
        StreamPosition before = position;
        position = sendEvents(run, position, emitter);
        position = sendLog(run, position, wanted, emitter);
        if (position.equals(before) && !listener.await(HEARTBEAT)) {
          emitter.send(SseEmitter.event().comment("still here"));
        }
      }
    }
  }

  private StreamPosition sendEvents(long run, StreamPosition position, SseEmitter emitter)
      throws IOException {
    Map<String, RunEvent> newest = new LinkedHashMap<>();
    long seq = position.event();
    for (RunEvent event : events.after(run, seq, PAGE)) {
      // The newest of each subject, at its own place.
      String subject = event.kind() + " " + event.subject();
      newest.remove(subject);
      newest.put(subject, event);
      seq = event.seq();
    }
    for (RunEvent event : newest.values()) {
      SseEventBuilder message = SseEmitter.event().id(Long.toString(event.seq()));
      switch (event.kind()) {
        case RUN -> message.name("run").data(views.summary(runs.get(run)), json());
        case STEP ->
            message
                .name("step")
                .data(views.view(steps.find(event.subject()).orElseThrow()), json());
        case TASK ->
            message
                .name("task")
                .data(
                    views.view(tasks.find(Long.parseLong(event.subject())).orElseThrow()), json());
      }
      emitter.send(message);
    }
    return new StreamPosition(seq, position.line());
  }

  private StreamPosition sendLog(
      long run, StreamPosition position, LogWanted wanted, SseEmitter emitter) throws IOException {
    List<KeptLine> lines =
        wanted == LogWanted.NOTHING ? List.of() : logs.after(run, null, position.line(), PAGE);
    if (lines.isEmpty()) {
      return position;
    }
    // Sent as one: a flush for each would leave the reader behind a step that says much.
    StringBuilder messages = new StringBuilder();
    if (wanted == LogWanted.TAIL
        && lines.size() == PAGE
        && logs.isBeyond(run, position.line(), FAR_BEHIND)) {
      lines = logs.before(run, null, Long.MAX_VALUE, PAGE);
      messages.append("id:L").append(lines.getFirst().seq() - 1).append("\nevent:gap\ndata:{}\n\n");
    }
    for (KeptLine line : lines) {
      messages
          .append("id:L")
          .append(line.seq())
          .append("\nevent:log\ndata:")
          .append(json.writeValueAsString(RunController.view(line)))
          .append("\n\n");
    }
    emitter.send(Set.of(new DataWithMediaType(messages.toString(), TEXT)));
    return new StreamPosition(position.event(), lines.getLast().seq());
  }

  private static MediaType json() {
    return MediaType.APPLICATION_JSON;
  }
}
