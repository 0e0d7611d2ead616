package dev.slipway.engine.worker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The workers in the server's own process.
 *
 * @param concurrency how many steps they perform at a time; 0 leaves all work to workers elsewhere
 */
@ConfigurationProperties("slipway.worker")
record WorkerProperties(@DefaultValue("16") int concurrency) {

  WorkerProperties {
    if (concurrency < 0 || concurrency > 1_000) {
      throw new IllegalArgumentException(
          "slipway.worker.concurrency is a number from 0 to 1000, not " + concurrency);
    }
  }
}
