package dev.slipway.engine.api;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes our records as they are written: every member is there, and those that are marked
 * {@link Nullable} may be null.
 */
@SuppressWarnings("rawtypes") // The converter's own signature is.
final class RecordMembers implements ModelConverter {

  private static final String OURS = "dev.slipway.";

  @Override
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> resolved = chain.next().resolve(type, context, chain);
    Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
    if (resolved != null && raw.isRecord() && raw.getName().startsWith(OURS)) {
      describe(raw, definition(resolved, context));
    }
    return resolved;
  }

  private static @Nullable Schema<?> definition(Schema<?> resolved, ModelConverterContext context) {
    String reference = resolved.get$ref();
    return reference == null
        ? resolved
        : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static void describe(Class<?> type, @Nullable Schema<?> definition) {
    if (definition == null || definition.getProperties() == null) {
      return;
    }
    Map<String, Schema> members = definition.getProperties();
    List<RecordComponent> components =
        Arrays.stream(type.getRecordComponents())
            .filter(component -> members.containsKey(component.getName()))
            .toList();
    definition.setRequired(components.stream().map(RecordComponent::getName).toList());
    components.stream()
        .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .forEach(
            component -> members.computeIfPresent(component.getName(), (name, is) -> orNull(is)));
  }

  private static Schema<?> orNull(Schema<?> member) {
    if (member.getAnyOf() != null
        || (member.getTypes() != null && member.getTypes().contains("null"))) {
      return member;
    }
    if (member.get$ref() == null && member.getEnum() == null && member.getTypes() != null) {
      member.addType("null");
      return member;
    }
    return new JsonSchema()
        .anyOf(List.of(member, new JsonSchema().types(java.util.Set.of("null"))));
  }
}
