package dev.slipway.engine.api;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents.RunEvent;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Follows one run for one reader: first what the reader has missed, then what happens. Events say
 * only what changed; the reader is sent how it is now, once for many changes at a time.
 */
@Component
class RunStream {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int PAGE = 1_000;

  private final Bell bell;
  private final RunEvents events;
  private final StepLogs logs;
  private final Runs runs;
  private final Steps steps;
  private final Tasks tasks;
  private final RunViews views;

  RunStream(
      Bell bell,
      RunEvents events,
      StepLogs logs,
      Runs runs,
      Steps steps,
      Tasks tasks,
      RunViews views) {
    this.bell = bell;
    this.events = events;
    this.logs = logs;
    this.runs = runs;
    this.steps = steps;
    this.tasks = tasks;
    this.views = views;
  }

  /** Sends until the reader goes away. */
  void follow(long run, StreamPosition from, boolean withLog, SseEmitter emitter)
      throws IOException, InterruptedException {
    try (var listener = bell.listen(RunEvents.bellOf(run))) {
      StreamPosition position = from;
      // Without a first word the reader would not even know that it is connected.
      emitter.send(SseEmitter.event().comment("here"));
      while (true) {
        StreamPosition before = position;
        position = sendEvents(run, position, emitter);
        position = withLog ? sendLog(run, position, emitter) : position;
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

  private StreamPosition sendLog(long run, StreamPosition position, SseEmitter emitter)
      throws IOException {
    StreamPosition now = position;
    for (var line : logs.after(run, null, position.line(), PAGE)) {
      now = new StreamPosition(position.event(), line.seq());
      emitter.send(
          SseEmitter.event().id("L" + line.seq()).name("log").data(RunController.view(line), json()));
    }
    return now;
  }

  private static MediaType json() {
    return MediaType.APPLICATION_JSON;
  }
}
