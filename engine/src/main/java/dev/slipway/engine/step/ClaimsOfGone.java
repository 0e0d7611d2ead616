package dev.slipway.engine.step;

import dev.slipway.engine.node.NodeDuty;
import org.springframework.stereotype.Component;

/** Gives free the steps of a server that has gone. */
@Component
class ClaimsOfGone implements NodeDuty {

  private final StepClaims claims;

  ClaimsOfGone(StepClaims claims) {
    this.claims = claims;
  }

  @Override
  public void takeOver(String node) {
    claims.freeAllOf(node);
  }
}
