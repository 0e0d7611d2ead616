package dev.slipway.engine.worker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The workers in the server's own process.
 *
 * @param concurrency how many steps they perform at a time; 0 leaves the work to workers elsewhere
 * @param engineSteps how many steps they perform at a time, where {@code concurrency} is 0, of
 *     those that no worker elsewhere can: steps that only change the server's own database
 * @param keptLog the output of one command that is kept, on its host and in the log of the run
 */
@ConfigurationProperties("slipway.worker")
record WorkerProperties(
    @DefaultValue("16") int concurrency,
    @DefaultValue("4") int engineSteps,
    @DefaultValue("4GB") DataSize keptLog) {

  WorkerProperties {
    if (concurrency < 0 || concurrency > 1_000) {
      throw new IllegalArgumentException(
          "slipway.worker.concurrency is a number from 0 to 1000, not " + concurrency);
    }
    if (engineSteps < 0 || engineSteps > 1_000) {
      throw new IllegalArgumentException(
          "slipway.worker.engine-steps is a number from 0 to 1000, not " + engineSteps);
    }
    if (keptLog.toBytes() < 1) {
      throw new IllegalArgumentException(
          "slipway.worker.kept-log is a size such as 4GB, not " + keptLog);
    }
  }
}
