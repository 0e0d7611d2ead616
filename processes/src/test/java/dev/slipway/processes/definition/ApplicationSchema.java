package dev.slipway.processes.definition;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schema, asked as an editor would ask it. */
final class ApplicationSchema {

  private final JsonMapper json = JsonMapper.shared();
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text(), InputFormat.JSON);

  /** What the schema has against a file. */
  List<Error> problems(String yaml) {
    Object loaded =
        new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build()).loadFromString(yaml);
    return schema.validate(json.valueToTree(withTextKeys(loaded)));
  }

  static String text() {
    try (InputStream in =
        Objects.requireNonNull(Definitions.class.getResourceAsStream(Definitions.SCHEMA))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object withTextKeys(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, entry) -> copy.put(String.valueOf(key), withTextKeys(entry)));
      return copy;
    }
    return value instanceof List<?> list
        ? list.stream().map(ApplicationSchema::withTextKeys).toList()
        : value;
  }
}
