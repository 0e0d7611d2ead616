package dev.slipway.engine.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives the shared server an empty data directory and one application. */
final class FlowTestDirectory
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final Path APPLICATION = Path.of("target/flow-test/applications/harbour.yaml");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Path directory = Path.of("target/flow-test");
    try {
      FileSystemUtils.deleteRecursively(directory);
      Files.createDirectories(APPLICATION.getParent());
      Files.writeString(APPLICATION, TestApplication.YAML);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestPropertyValues.of(
            "slipway.data.directory=" + directory.resolve("data"),
            "slipway.applications.directory=" + APPLICATION.getParent())
        .applyTo(context);
  }
}
