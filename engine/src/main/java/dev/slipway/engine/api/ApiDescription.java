package dev.slipway.engine.api;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is true of the whole HTTP API; the rest of its description comes from the controllers. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String SESSION = "session";
  private static final String TOKEN = "token";

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Slipway")
                .version("1")
                .description(
                    "Releases web applications and hauls them back. Times are ISO 8601 in UTC."
                        + " Errors are problem details (RFC 9457)."))
        // Relative, so that the description is the same wherever the server stands.
        .servers(List.of(new Server().url("/")))
        .components(
            new Components()
                .addSecuritySchemes(
                    SESSION,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("SLIPWAY")
                        .description(
                            "A browser's session. Whatever changes something also sends the value of"
                                + " the cookie XSRF-TOKEN in the header X-CSRF-TOKEN."))
                .addSecuritySchemes(
                    TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")))
        .security(
            List.of(
                new SecurityRequirement().addList(SESSION),
                new SecurityRequirement().addList(TOKEN)));
  }

  @Bean
  ModelConverter membersOfRecords() {
    return new RecordMembers();
  }

  @Bean
  OpenApiCustomizer refusals() {
    return new DescribedRefusals();
  }

  @Bean
  OpenApiCustomizer optionalMembers() {
    return new OptionalMembers();
  }
}
