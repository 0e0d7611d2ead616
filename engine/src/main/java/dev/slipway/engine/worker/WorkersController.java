package dev.slipway.engine.worker;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who performs steps, for people. */
@RestController
@Tag(name = "workers")
class WorkersController {

  private final WorkerList workers;

  WorkersController(WorkerList workers) {
    this.workers = workers;
  }

  @Operation(operationId = "listWorkers", summary = "Servers and workers, and what they do")
  @GetMapping("/api/workers")
  WorkersView all() {
    return workers.now();
  }
}
