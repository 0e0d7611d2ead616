package dev.slipway.engine.access;

import java.util.List;
import org.springframework.security.core.Authentication;

/**
 * What a worker's token is limited to.
 *
 * @param topics names of topics; empty for all
 * @param environments such as {@code shop/staging}, or {@code shop/*} for all of an application;
 *     empty for all
 */
public record TokenLimits(List<String> topics, List<String> environments) {

  static final TokenLimits NONE = new TokenLimits(List.of(), List.of());

  public TokenLimits {
    topics = List.copyOf(topics);
    environments = List.copyOf(environments);
  }

  /** The limits of whoever asks, as they are now. */
  public static TokenLimits of(Authentication actor) {
    return actor.getDetails() instanceof TokenLimits limits ? limits : NONE;
  }
}
