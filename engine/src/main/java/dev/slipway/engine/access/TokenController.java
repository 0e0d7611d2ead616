package dev.slipway.engine.access;

import dev.slipway.engine.problem.Problems;
import dev.slipway.processes.catalogue.StepCatalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for programs, made and revoked by admins. */
@RestController
@Tag(name = "tokens")
@RequestMapping("/api/tokens")
class TokenController {

  private static final String NAME = "[a-z0-9][a-z0-9._@-]{0,63}";
  private static final java.util.regex.Pattern ENVIRONMENT =
      java.util.regex.Pattern.compile("[a-z0-9][a-z0-9-]{0,62}/(\\*|[a-z0-9][a-z0-9-]{0,62})");

  private final Tokens tokens;

  TokenController(Tokens tokens) {
    this.tokens = tokens;
  }

  @Operation(operationId = "listTokens", summary = "Tokens, without what makes them work")
  @GetMapping
  List<Listed> all() {
    return tokens.all().stream().map(Listed::of).toList();
  }

  @Operation(operationId = "issueToken", summary = "Issues a token, shown this once")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Issued issue(@Valid @RequestBody Wanted wanted, Authentication actor) {
    Set<Right> rights = wanted.rights().stream().map(this::right).collect(Collectors.toSet());
    return new Issued(
        wanted.name(),
        tokens.issue(
            wanted.name(), rights, limits(wanted, rights), actor.getName(), wanted.expiresAt()));
  }

  private static TokenLimits limits(Wanted wanted, Set<Right> rights) {
    List<String> topics = Objects.requireNonNullElse(wanted.topics(), List.of());
    List<String> environments = Objects.requireNonNullElse(wanted.environments(), List.of());
    if (!rights.contains(Right.WORKER) && !(topics.isEmpty() && environments.isEmpty())) {
      throw Problems.refused(
          topics.isEmpty() ? "environments" : "topics",
          "Only a worker's token can be limited to topics and environments.");
    }
    List<String> known =
        StepCatalogue.shipped().all().stream().map(type -> type.topic().name()).sorted().toList();
    topics.stream()
        .filter(topic -> !known.contains(topic))
        .findFirst()
        .ifPresent(
            topic -> {
              throw Problems.refused("topics", "There is no topic of this name.", known);
            });
    environments.stream()
        .filter(environment -> !ENVIRONMENT.matcher(environment).matches())
        .findFirst()
        .ifPresent(
            environment -> {
              throw Problems.refused(
                  "environments",
                  "An environment is named with its application.",
                  "shop/staging, or shop/* for all of an application");
            });
    return new TokenLimits(topics, environments);
  }

  @Operation(operationId = "revokeToken", summary = "Ends a token")
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String name) {
    if (!tokens.revoke(name)) {
      throw Problems.notFound("There is no token of this name.");
    }
  }

  private Right right(String text) {
    return Right.of(text)
        .orElseThrow(
            () ->
                Problems.refused(
                    "rights",
                    "There is no such right.",
                    Arrays.stream(Right.values()).map(Right::text).toList()));
  }

  record Wanted(
      @NotNull @Pattern(regexp = NAME, message = "must match " + NAME) String name,
      @NotEmpty List<String> rights,
      @Nullable Instant expiresAt,
      @Nullable List<String> topics,
      @Nullable List<String> environments) {}

  /** The only time the token is shown. */
  record Issued(String name, String token) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Listed(
      String name,
      List<String> rights,
      List<String> topics,
      List<String> environments,
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant usedAt) {

    static Listed of(TokenView token) {
      return new Listed(
          token.name(),
          token.rights().stream().map(Right::text).toList(),
          token.limits().topics(),
          token.limits().environments(),
          token.createdBy(),
          token.createdAt(),
          token.expiresAt(),
          token.usedAt());
    }
  }
}
