package dev.slipway.processes.lint;

import java.util.List;
import java.util.stream.Stream;

/** An exclusive gateway is a question with an answer for every case; nothing else asks. */
final class GatewayRule implements Rule {

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(scope -> scope.nodes().flatMap(node -> checkNode(model, scope, node)));
  }

  private Stream<Finding> checkNode(ModelDocument model, Scope scope, Element node) {
    List<Element> outgoing = scope.outgoing(node);
    if (!node.is("exclusiveGateway") || outgoing.size() < 2) {
      return outgoing.stream()
          .filter(GatewayRule::conditional)
          .map(
              flow ->
                  model.finding(
                      this,
                      flow,
                      "The run would end in silence where the condition does not hold.",
                      "Put conditions only on flows that leave an exclusive gateway with several."));
    }
    String fallback = node.attribute("default").orElse("");
    return Stream.concat(
        fallback(model, node, outgoing, fallback),
        outgoing.stream()
            .filter(flow -> conditional(flow) == flow.id().equals(fallback))
            .filter(flow -> !fallback.isEmpty())
            .map(
                flow ->
                    model.finding(
                        this,
                        flow,
                        "The flow has a condition and is the default, or is neither.",
                        "Put a condition on every flow but the default one.")));
  }

  private Stream<Finding> fallback(
      ModelDocument model, Element gateway, List<Element> outgoing, String fallback) {
    return outgoing.stream().anyMatch(flow -> flow.id().equals(fallback))
        ? Stream.of()
        : Stream.of(
            model.finding(
                this,
                gateway,
                "The run would get stuck where no condition holds.",
                "Name one of its outgoing flows as default."));
  }

  private static boolean conditional(Element flow) {
    return flow.contains("conditionExpression");
  }
}
