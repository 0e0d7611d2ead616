package dev.slipway.e2e.world;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Leaves out the tests that need a part named in the system property {@code e2e.without}, a list
 * joined by commas. Nothing else leaves a test out.
 */
public final class WithoutCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String without = "," + System.getProperty("e2e.without", "") + ",";
    return AnnotationSupport.findRepeatableAnnotations(context.getElement(), Needs.class).stream()
        .map(Needs::value)
        .filter(part -> without.contains("," + part + ","))
        .findFirst()
        .map(part -> ConditionEvaluationResult.disabled("Left out as asked: " + part))
        .orElse(ConditionEvaluationResult.enabled("Everything it needs is expected to be there"));
  }
}
