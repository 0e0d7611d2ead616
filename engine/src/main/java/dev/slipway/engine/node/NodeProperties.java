package dev.slipway.engine.node;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * This server among those that share a database.
 *
 * @param name stable across restarts, so that a server knows its own locks again; unique among the
 *     servers of one database; lower-case letters, digits, dots, hyphens and underscores, at most
 *     40
 */
@ConfigurationProperties("slipway.node")
public record NodeProperties(@DefaultValue("slipway-1") String name) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

  public NodeProperties {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "slipway.node.name is at most 40 lower-case letters, digits, dots, hyphens and"
              + " underscores and begins with a letter or digit, not "
              + name);
    }
  }
}
