package dev.slipway.engine.access;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The first account.
 *
 * @param name what is typed to sign in
 * @param password given as {@code SLIPWAY_ADMIN_PASSWORD}; replaces the one the account has. Where
 *     none is given, the first start makes one and prints it
 */
@Validated
@ConfigurationProperties("slipway.admin")
record AdminProperties(
    @DefaultValue("admin")
        @Pattern(
            regexp = "[a-z0-9][a-z0-9._@-]{0,63}",
            message = "must be lower case letters, digits, dots, hyphens, underscores or @")
        String name,
    @Nullable
        @Size(
            min = 8,
            max = 1024,
            message = "must have 8 to 1024 characters; SLIPWAY_ADMIN_PASSWORD sets it")
        String password) {

  @Override
  public String toString() {
    return name;
  }
}
