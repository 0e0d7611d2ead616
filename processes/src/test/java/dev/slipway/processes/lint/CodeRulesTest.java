package dev.slipway.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The server runs no code of a model. */
class CodeRulesTest {

  @Test
  void refusesAScriptTask() {
    // given
    Draft draft =
        Draft.release()
            .insert(
                "fetch-to-build",
                "fetch",
                "build",
                "<scriptTask id=\"fine\" name=\"Fine\"/>",
                "fine")
            .change("fetch-to-build", "targetRef=\"fine\"", "targetRef=\"build\"")
            .cut("<sequenceFlow id=\"fine-on\"", "/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("fine");
  }

  @Test
  void refusesAJavaClass() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "fetch", "flowable:topic", "flowable:class=\"java.lang.Object\" flowable:topic");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }

  @Test
  void refusesADelegateExpression() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "fetch",
                "flowable:topic",
                "flowable:delegateExpression=\"${bean}\" flowable:topic");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }

  @Test
  void refusesTheOlderNamespaceThatTheEngineStillReads() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "fetch",
                "flowable:topic",
                "xmlns:a=\"http://activiti.org/bpmn\" a:class=\"java.lang.Object\" flowable:topic");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }

  @Test
  void refusesAListener() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "fetch",
                "</documentation>",
                "</documentation><extensionElements><flowable:executionListener event=\"start\" class=\"java.lang.Object\"/></extensionElements>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("<executionListener>");
  }

  @Test
  void refusesACodeElementInANamespaceThatTheEngineIgnores() {
    // given
    Draft draft =
        Draft.release()
            .before("<startEvent id=\"requested\"", "<x:scriptTask xmlns:x=\"urn:x\" id=\"odd\"/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("odd");
  }

  @Test
  void refusesACodeElementHiddenInTheDrawing() {
    // given
    Draft draft = Draft.release().before("</bpmndi:BPMNPlane>", "<di:scriptTask id=\"odd\"/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("odd");
  }

  @Test
  void refusesAConditionInAScriptLanguage() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "plan-holds-no",
                "<conditionExpression ",
                "<conditionExpression language=\"groovy\" ");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("<conditionExpression>");
  }

  @Test
  void refusesATransactionBecauseItsCancellationFails() {
    // given
    Draft draft =
        Draft.release()
            .insert(
                "fetch-to-build",
                "fetch",
                "build",
                "<transaction id=\"fine\" name=\"Fine\"/>",
                "fine")
            .change("fetch-to-build", "targetRef=\"fine\"", "targetRef=\"build\"")
            .cut("<sequenceFlow id=\"fine-on\"", "/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("vocabulary");
    assertThat(findings).extracting(Finding::element).contains("fine");
  }

  @Test
  void refusesAnExpressionThatCallsAMethod() {
    // given
    Draft draft = Draft.release().replace("${planChanged}", "${runtime.exec('reboot')}");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("expression");
    assertThat(findings).extracting(Finding::element).contains("<conditionExpression>");
  }

  @Test
  void refusesAnExpressionInADocumentation() {
    // given
    Draft draft =
        Draft.release().change("approve", "A person with", "${task.setOwner(1)} A person with");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("expression");
    assertThat(findings).extracting(Finding::element).contains("<documentation>");
  }

  @Test
  void refusesADeferredExpression() {
    // given
    Draft draft = Draft.release().replace("${planChanged}", "#{planChanged}");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("expression");
    assertThat(findings).extracting(Finding::element).contains("<conditionExpression>");
  }

  @Test
  void refusesTwoExpressionsInOne() {
    // given
    Draft draft = Draft.release().replace("${planChanged}", "${planChanged}${previous}");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("expression");
    assertThat(findings).extracting(Finding::element).contains("<conditionExpression>");
  }

  @Test
  void refusesAServiceTaskThatIsNoWorkersTask() {
    // given
    Draft draft = Draft.release().change("fetch", "external-worker", "shell");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("worker-task");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }

  @Test
  void refusesATaskThatBlocksItsRunForAWorker() {
    // given
    Draft draft = Draft.release().change("fetch", "flowable:exclusive=\"false\"", "");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("worker-task");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }

  @Test
  void refusesToHandWorkersEveryVariable() {
    // given
    Draft draft = Draft.release().change("fetch", "flowable:doNotIncludeVariables=\"true\"", "");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("worker-task");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }

  @Test
  void refusesATopicThatNobodyServes() {
    // given
    Draft draft =
        Draft.release().change("fetch", "flowable:topic=\"fetch\"", "flowable:topic=\"dig\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("known-topic");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }
}
