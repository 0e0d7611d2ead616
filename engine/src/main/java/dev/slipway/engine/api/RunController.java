package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.LogLineView;
import dev.slipway.engine.api.Views.LogPage;
import dev.slipway.engine.api.Views.RunPage;
import dev.slipway.engine.api.Views.RunSummary;
import dev.slipway.engine.api.Views.RunView;
import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.release.RunStarts;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.run.Runs.RunFilter;
import dev.slipway.engine.task.Cancellation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@Tag(name = "runs")
@RequestMapping("/api/runs")
class RunController {

  private static final int MOST = 200;
  private static final int MOST_LINES = 5_000;

  private final Runs runs;
  private final RunStarts starts;
  private final RunViews views;
  private final StepLogs logs;
  private final Cancellation cancellation;
  private final Flow flow;

  RunController(
      Runs runs,
      RunStarts starts,
      RunViews views,
      StepLogs logs,
      Cancellation cancellation,
      Flow flow) {
    this.runs = runs;
    this.starts = starts;
    this.views = views;
    this.logs = logs;
    this.cancellation = cancellation;
    this.flow = flow;
  }

  /** What to start. */
  record StartRequest(
      @NotBlank @Schema(allowableValues = {"release", "rollback"}) String kind,
      @NotBlank String application,
      @NotBlank String environment,
      @Nullable String ref,
      @Nullable String release) {}

  /** Why to cancel. */
  record CancelRequest(@NotBlank @Size(max = 2000) String reason) {}

  @Operation(operationId = "listRuns", summary = "Runs, newest first")
  @GetMapping
  RunPage list(
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String outcome,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    var found =
        runs.list(
            new RunFilter(
                application,
                environment,
                known(
                    "outcome",
                    outcome,
                    Outcome::of,
                    Arrays.stream(Outcome.values()).map(Outcome::written)),
                known(
                    "status",
                    status,
                    RunStatus::of,
                    Arrays.stream(RunStatus.values()).map(RunStatus::written)),
                before,
                most));
    Long next = found.size() == most ? found.getLast().number() : null;
    return new RunPage(found.stream().map(views::summary).toList(), next);
  }

  @Operation(operationId = "startRun", summary = "Starts a release or a rollback")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<RunSummary> start(
      @Valid @RequestBody StartRequest request, Authentication account) {
    Run run =
        switch (request.kind()) {
          case "release" ->
              starts.release(
                  request.application(),
                  request.environment(),
                  given("ref", request.ref()),
                  account.getName());
          case "rollback" ->
              starts.rollback(
                  request.application(),
                  request.environment(),
                  given("release", request.release()),
                  account.getName());
          default ->
              throw Problems.refused(
                  "kind", "There is no such kind of run", List.of("release", "rollback"));
        };
    return ResponseEntity.created(URI.create("/api/runs/" + run.number())).body(views.summary(run));
  }

  @Operation(operationId = "getRun", summary = "One run with everything known of it")
  @GetMapping("/{run}")
  RunView run(@PathVariable long run) {
    return views.view(existing(run).number());
  }

  @Operation(operationId = "cancelRun", summary = "Stops a run and undoes what it did")
  @PostMapping("/{run}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<RunSummary> cancel(
      @PathVariable long run, @Valid @RequestBody CancelRequest request, Authentication account) {
    Run cancelled = cancellation.cancel(run, account.getName(), request.reason());
    return ResponseEntity.accepted().body(views.summary(cancelled));
  }

  @Operation(
      operationId = "getDiagram",
      summary = "The BPMN model of the version that the run uses")
  @GetMapping(value = "/{run}/diagrams/{process}", produces = MediaType.APPLICATION_XML_VALUE)
  String diagram(@PathVariable long run, @PathVariable String process) {
    existing(run);
    try {
      return flow.model(run, process);
    } catch (IllegalArgumentException e) {
      throw Problems.notFound(Objects.toString(e.getMessage()));
    }
  }

  @Operation(operationId = "readLog", summary = "Lines of the log of a run, or of one of its steps")
  @GetMapping("/{run}/log")
  LogPage log(
      @PathVariable long run,
      @RequestParam(required = false) @Nullable String step,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "1000") int limit) {
    existing(run);
    int most = Math.clamp(limit, 1, MOST_LINES);
    if (before != null) {
      var lines = logs.before(run, step, before, most).stream().map(RunController::view).toList();
      return new LogPage(lines, lines.size() == most ? lines.getFirst().seq() : null);
    }
    var lines = logs.after(run, step, after, most).stream().map(RunController::view).toList();
    return new LogPage(lines, lines.size() == most ? lines.getLast().seq() : null);
  }

  @Operation(
      operationId = "downloadLog",
      summary = "The whole log of a run, or of one of its steps, as a text file")
  @ApiResponse(
      responseCode = "200",
      description = "One line each: time, step, stream, text",
      content = @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class)))
  @GetMapping("/{run}/log/download")
  ResponseEntity<StreamingResponseBody> download(
      @PathVariable long run, @RequestParam(required = false) @Nullable String step) {
    existing(run);
    StreamingResponseBody body =
        out -> {
          var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          logs.each(
              run,
              step,
              line -> {
                try {
                  writer.write(
                      line.at()
                          + " "
                          + line.step()
                          + " "
                          + line.stream()
                          + " "
                          + line.text()
                          + "\n");
                } catch (java.io.IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
          writer.flush();
        };
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"slipway-run-" + run + ".log\"")
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(body);
  }

  static LogLineView view(StepLogs.KeptLine line) {
    return new LogLineView(
        line.seq(),
        line.at(),
        line.step(),
        line.stream().name().toLowerCase(Locale.ROOT),
        line.text());
  }

  private Run existing(long run) {
    return runs.find(run).orElseThrow(() -> Problems.notFound("There is no run " + run));
  }

  private static String given(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw Problems.refused(field, "It is missing");
    }
    return value;
  }

  private static <T> @Nullable T known(
      String field, @Nullable String written, Function<String, T> reader, Stream<String> allowed) {
    if (written == null || written.isBlank()) {
      return null;
    }
    try {
      return reader.apply(written);
    } catch (IllegalArgumentException e) {
      throw Problems.refused(field, "There is no such " + field, allowed.toList());
    }
  }
}
