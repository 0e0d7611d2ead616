package dev.slipway.engine.flow;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test on the whole server with a PostgreSQL of its own, where nobody but the test's hand works:
 * no worker claims, no timer runs out, no lock lapses and no pause ends by itself. All such tests
 * share one server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "slipway.worker.concurrency=0",
      "slipway.worker.engine-steps=0",
      "slipway.step.lock=1h",
      "slipway.step.retry-pause=1h",
      "slipway.reaper.every=0s",
      "slipway.admin.password=a good password",
      "slipway.database.binaries=target/postgresql",
      "slipway.database.shared-buffers=16MB",
      "flowable.async-executor-activate=false"
    })
@ContextConfiguration(initializers = FlowTestDirectory.class)
@Import({HandWorker.class, Runway.class})
public @interface FlowTest {}
