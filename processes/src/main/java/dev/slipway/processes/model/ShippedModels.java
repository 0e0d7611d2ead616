package dev.slipway.processes.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The models that ship with Slipway. They call each other within one deployment, so deploy them
 * together.
 */
public final class ShippedModels {

  public static final String RELEASE = "release";
  public static final String DEPLOY_BLUE_GREEN = "deploy-blue-green";
  public static final String ROLLBACK = "rollback";

  private ShippedModels() {}

  /** Every shipped model. */
  public static List<Model> all() {
    return List.of(read(RELEASE), read(DEPLOY_BLUE_GREEN), read(ROLLBACK));
  }

  private static Model read(String key) {
    String fileName = key + ".bpmn20.xml";
    try (InputStream resource = ShippedModels.class.getResourceAsStream(fileName)) {
      if (resource == null) {
        throw new IllegalStateException(
            "The model " + fileName + " is missing from the installation; install Slipway again");
      }
      return new Model(key, fileName, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the shipped model " + fileName, e);
    }
  }
}
