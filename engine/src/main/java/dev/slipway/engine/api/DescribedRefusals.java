package dev.slipway.engine.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Every operation refuses with a problem detail, whatever the status. */
final class DescribedRefusals implements OpenApiCustomizer {

  private static final String NAME = "ProblemDetail";

  @Override
  public void customise(OpenAPI description) {
    description.getComponents().addSchemas(NAME, problem());
    description
        .getPaths()
        .forEach(
            (path, item) -> {
              for (Operation operation : item.readOperations()) {
                operation.getResponses().addApiResponse("default", refusal());
                if (path.equals("/api/session")) {
                  operation.setSecurity(List.of());
                }
              }
            });
  }

  private static ApiResponse refusal() {
    return new ApiResponse()
        .description("Refused, or failed: what, why and what to do next.")
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + NAME))));
  }

  private static Schema<?> problem() {
    Schema<?> problem = new JsonSchema().types(Set.of("object"));
    problem.setDescription("A problem detail (RFC 9457).");
    problem.addProperty("type", text("Which kind of problem, such as …/problems/not-signed-in."));
    problem.addProperty("title", text("The kind in words."));
    problem.addProperty("status", new JsonSchema().types(Set.of("integer")).format("int32"));
    problem.addProperty("detail", text("What is wrong here, and what to do about it."));
    problem.addProperty("instance", text("The path that was asked for."));
    problem.addProperty(
        "field", text("The member of the request that was refused, if it was one."));
    problem.addProperty("allowed", new JsonSchema().description("What is allowed instead."));
    problem.setAdditionalProperties(true);
    problem.setRequired(List.of("title", "status"));
    return problem;
  }

  private static Schema<?> text(String description) {
    return new JsonSchema().types(Set.of("string")).description(description);
  }
}
