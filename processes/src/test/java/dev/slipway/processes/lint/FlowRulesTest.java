package dev.slipway.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A run never gets stuck, waits for ever or ends in silence. */
class FlowRulesTest {

  @Test
  void refusesAnApprovalThatNeverExpires() {
    // given
    Draft draft =
        Draft.release()
            .cut("<boundaryEvent id=\"nobody-answered\"", "</boundaryEvent>")
            .cut("<sequenceFlow id=\"nobody-answered-to-rejected\"", "/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("deadline");
    assertThat(findings).extracting(Finding::element).contains("approve");
  }

  @Test
  void refusesATimerThatOnlyReminds() {
    // given
    Draft draft =
        Draft.release()
            .change("nobody-answered", "cancelActivity=\"true\"", "cancelActivity=\"false\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).contains("deadline");
    assertThat(findings).extracting(Finding::element).contains("approve");
  }

  @Test
  void refusesAReceiveTaskThatWaitsForEver() {
    // given
    Draft draft =
        Draft.release()
            .insert(
                "fetch-to-build",
                "fetch",
                "build",
                "<receiveTask id=\"wait\" name=\"Wait\"/>",
                "wait");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("deadline");
    assertThat(findings).extracting(Finding::element).contains("wait");
  }

  @Test
  void refusesAnEventThatWaitsForEver() {
    // given
    Draft draft =
        Draft.release()
            .insert(
                "fetch-to-build",
                "fetch",
                "build",
                "<intermediateCatchEvent id=\"wait\" name=\"Wait\"/>",
                "wait");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("deadline");
    assertThat(findings).extracting(Finding::element).contains("wait");
  }

  @Test
  void refusesAGatewayWithoutADefault() {
    // given
    Draft draft = Draft.release().change("plan-holds", "default=\"plan-holds-yes\"", "");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("gateway");
    assertThat(findings).extracting(Finding::element).contains("plan-holds");
  }

  @Test
  void refusesAnAnswerWithoutACondition() {
    // given
    Draft draft =
        Draft.release()
            .cut(
                "<conditionExpression xsi:type=\"tFormalExpression\">${planChanged}",
                "</conditionExpression>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("gateway");
    assertThat(findings).extracting(Finding::element).contains("plan-holds-no");
  }

  @Test
  void refusesAConditionBehindAStep() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "fetch-to-build",
                "/>",
                "><conditionExpression>${previous}</conditionExpression></sequenceFlow>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("gateway");
    assertThat(findings).extracting(Finding::element).contains("fetch-to-build");
  }

  @Test
  void refusesAFlowThatLeadsNowhere() {
    // given
    Draft draft =
        Draft.release()
            .change("notify-to-release-lease", "targetRef=\"release-lease\"", "targetRef=\"gone\"")
            .change("previous-version-no", "targetRef=\"prune\"", "targetRef=\"release-lease\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("reference");
    assertThat(findings).extracting(Finding::element).contains("notify-to-release-lease");
  }

  @Test
  void refusesABoundaryOfNothing() {
    // given
    Draft draft =
        Draft.release()
            .before(
                "<exclusiveGateway id=\"approved\"",
                "<boundaryEvent id=\"odd\" name=\"Odd\" attachedToRef=\"approved\"><timerEventDefinition/></boundaryEvent><sequenceFlow id=\"odd-to-rejected\" sourceRef=\"odd\" targetRef=\"rejected\"/>")
            .draw("odd")
            .drawFlow("odd-to-rejected");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("reference");
    assertThat(findings).extracting(Finding::element).contains("odd");
  }

  @Test
  void refusesAnErrorThatIsNotDeclared() {
    // given
    Draft draft = Draft.release().change("rejected", "errorRef=\"failed\"", "errorRef=\"broken\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("reference");
    assertThat(findings).extracting(Finding::element).contains("<errorEventDefinition>");
  }

  @Test
  void refusesAStepThatIsNeverMet() {
    // given
    Draft draft =
        Draft.release().change("fetch-to-build", "targetRef=\"build\"", "targetRef=\"plan\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("reachable");
    assertThat(findings).extracting(Finding::element).contains("build");
  }

  @Test
  void refusesAStepThatLeadsNoFurther() {
    // given
    Draft draft =
        Draft.release()
            .cut("<sequenceFlow id=\"release-lease-to-live\"", "/>")
            .cut("<endEvent id=\"live\"", "</endEvent>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("reachable");
    assertThat(findings).extracting(Finding::element).contains("release-lease");
  }

  @Test
  void refusesTwoStarts() {
    // given
    Draft draft =
        Draft.release()
            .before(
                "<startEvent id=\"requested\"",
                "<startEvent id=\"other\" name=\"Other\"/><sequenceFlow id=\"other-on\" sourceRef=\"other\" targetRef=\"fetch\"/>")
            .draw("other")
            .drawFlow("other-on");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("start");
    assertThat(findings).extracting(Finding::element).contains("release");
  }

  @Test
  void refusesAnEventSubProcessThatRunsBesideTheSteps() {
    // given
    Draft draft =
        Draft.deploy().change("step-failed", "isInterrupting=\"true\"", "isInterrupting=\"false\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("start");
    assertThat(findings).extracting(Finding::element).contains("haul-back");
  }

  @Test
  void refusesACallOfAnUnknownProcess() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "deploy",
                "calledElement=\"deploy-blue-green\"",
                "calledElement=\"deploy-by-hand\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("called-process");
    assertThat(findings).extracting(Finding::element).contains("deploy");
  }

  @Test
  void refusesAProcessThatCallsItself() {
    // given
    Draft draft =
        Draft.release()
            .change("deploy", "calledElement=\"deploy-blue-green\"", "calledElement=\"release\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).contains("called-process");
    assertThat(findings).extracting(Finding::element).contains("deploy");
  }

  @Test
  void refusesToHandEveryVariableToACalledProcess() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "deploy",
                "flowable:inheritVariables=\"false\"",
                "flowable:inheritVariables=\"true\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("called-process");
    assertThat(findings).extracting(Finding::element).contains("deploy");
  }

  @Test
  void refusesTheSameStepInCallerAndCalled() {
    // given
    Draft draft =
        Draft.release()
            .replace("id=\"prune\"", "id=\"verify\"")
            .replace("Ref=\"prune\"", "Ref=\"verify\"")
            .replace("bpmnElement=\"prune\"", "bpmnElement=\"verify\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("called-process");
    assertThat(findings).extracting(Finding::element).contains("deploy");
  }
}
