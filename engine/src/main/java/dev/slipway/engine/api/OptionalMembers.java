package dev.slipway.engine.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** What may be null in the body of a request may as well be left out. */
@SuppressWarnings("rawtypes") // The model's own signatures are.
final class OptionalMembers implements OpenApiCustomizer {

  @Override
  public void customise(OpenAPI description) {
    Map<String, Schema> schemas = description.getComponents().getSchemas();
    description.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .map(Operation::getRequestBody)
        .filter(Objects::nonNull)
        .map(RequestBody::getContent)
        .flatMap(content -> content.values().stream())
        .map(MediaType::getSchema)
        .map(Schema::get$ref)
        .filter(Objects::nonNull)
        .map(reference -> schemas.get(reference.substring(reference.lastIndexOf('/') + 1)))
        .forEach(OptionalMembers::loosen);
  }

  private static void loosen(Schema<?> body) {
    List<String> required = body.getRequired() == null ? List.of() : body.getRequired();
    body.setRequired(
        required.stream().filter(name -> !mayBeNull(body.getProperties().get(name))).toList());
  }

  private static boolean mayBeNull(@Nullable Schema<?> member) {
    return member != null
        && (member.getAnyOf() != null
            || (member.getTypes() != null && member.getTypes().contains("null")));
  }
}
