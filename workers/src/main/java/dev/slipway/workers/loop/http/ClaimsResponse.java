package dev.slipway.workers.loop.http;

import dev.slipway.workers.loop.Claim;
import java.util.List;

/**
 * Answers a claim, and a completion with the step that was taken over.
 *
 * @param claims the steps that belong to the worker now
 */
public record ClaimsResponse(List<ClaimBody> claims) {

  public ClaimsResponse {
    claims = List.copyOf(claims);
  }

  public static ClaimsResponse of(List<Claim> claims) {
    return new ClaimsResponse(claims.stream().map(ClaimBody::of).toList());
  }

  List<Claim> toClaims() {
    return claims.stream().map(ClaimBody::toClaim).toList();
  }
}
