package dev.slipway.workers.loop.http;

import java.util.List;

/**
 * Answers the question for a secret.
 *
 * @param values its value, or nothing if there is none of that name
 */
public record SecretResponse(List<String> values) {

  public SecretResponse {
    values = List.copyOf(values);
  }

  @Override
  public String toString() {
    return "SecretResponse[" + values.size() + "]";
  }
}
