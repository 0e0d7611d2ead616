package dev.slipway.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.model.Model;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run could not undo is refused. */
class CompensationRulesTest {

  private static final String INNER =
      """
      <serviceTask id="swap" name="Swap" flowable:type="external-worker" flowable:topic="swap"
          flowable:exclusive="false" flowable:doNotIncludeVariables="true"/>
      <boundaryEvent id="undo-swap" attachedToRef="swap"><compensateEventDefinition/></boundaryEvent>
      <serviceTask id="swap-back" name="Swap back" isForCompensation="true"
          flowable:type="external-worker" flowable:topic="swap-back" flowable:exclusive="false"
          flowable:doNotIncludeVariables="true"/>
      <association id="undo-swap-by-swap-back" sourceRef="undo-swap" targetRef="swap-back"/>
      """;

  @Test
  void refusesAStepWithAnEffectThatNothingUndoes() {
    // given
    Draft draft =
        Draft.deploy()
            .cut("<boundaryEvent id=\"undo-swap\"", "</boundaryEvent>")
            .cut("<association id=\"undo-swap-by-swap-back\"", "/>")
            .cut("<serviceTask id=\"swap-back\"", "/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("compensation-handler");
    assertThat(findings).extracting(Finding::element).contains("swap");
  }

  @Test
  void refusesACompensationThatUndoesAnotherStep() {
    // given
    Draft draft =
        Draft.deploy()
            .change(
                "swap-back", "flowable:topic=\"swap-back\"", "flowable:topic=\"stop-candidate\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("compensation-handler");
    assertThat(findings).extracting(Finding::element).contains("swap");
  }

  @Test
  void refusesACompensationThatIsAnOrdinaryTask() {
    // given
    Draft draft =
        Draft.deploy()
            .change("swap-back", "isForCompensation=\"true\"", "")
            .change(
                "undo-swap-by-swap-back", "targetRef=\"swap-back\"", "targetRef=\"stop-candidate\"")
            .change("verify-to-bake", "targetRef=\"bake\"", "targetRef=\"swap-back\"")
            .before(
                "<sequenceFlow id=\"bake-to-deployed\"",
                "<sequenceFlow id=\"again\" sourceRef=\"swap-back\" targetRef=\"bake\"/>")
            .drawFlow("again");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("compensation-handler");
    assertThat(findings).extracting(Finding::element).contains("swap");
  }

  @Test
  void refusesACompensationOfAStepThatLeavesNothing() {
    // given
    Draft draft =
        Draft.deploy().change("undo-swap", "attachedToRef=\"swap\"", "attachedToRef=\"verify\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("compensation-handler");
    assertThat(findings).extracting(Finding::element).contains("undo-swap");
  }

  @Test
  void refusesACompensationThatBelongsToNoStep() {
    // given
    Draft draft =
        Draft.release()
            .before(
                "<exclusiveGateway id=\"approval-needed\"",
                "<serviceTask id=\"lonely\" name=\"lonely\" isForCompensation=\"true\" flowable:type=\"external-worker\" flowable:topic=\"swap-back\" flowable:exclusive=\"false\" flowable:doNotIncludeVariables=\"true\"/>")
            .draw("lonely");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("compensation-handler");
    assertThat(findings).extracting(Finding::element).contains("lonely");
  }

  @Test
  void refusesACompensationEndEventBecauseTheEngineSkipsIt() {
    // given
    Draft draft =
        Draft.deploy().change("deployed", "/>", "><compensateEventDefinition/></endEvent>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("compensation-event");
    assertThat(findings).extracting(Finding::element).contains("deployed");
  }

  @Test
  void refusesToThrowCompensationOnTheMainLine() {
    // given
    Draft draft =
        Draft.deploy()
            .insert(
                "bake-to-deployed",
                "bake",
                "deployed",
                "<intermediateThrowEvent id=\"undo-now\" name=\"Undo\"><compensateEventDefinition/></intermediateThrowEvent>",
                "undo-now");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("haul-back-throw");
    assertThat(findings).extracting(Finding::element).contains("undo-now");
  }

  @Test
  void refusesToThrowCompensationForOneStepOnly() {
    // given
    Draft draft =
        Draft.deploy()
            .change(
                "undo-deployment",
                "<compensateEventDefinition/>",
                "<compensateEventDefinition activityRef=\"swap\"/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("haul-back-throw");
    assertThat(findings).extracting(Finding::element).contains("undo-deployment");
  }

  @Test
  void refusesToThrowCompensationWithoutWaiting() {
    // given
    Draft draft =
        Draft.deploy()
            .change(
                "undo-deployment",
                "<compensateEventDefinition/>",
                "<compensateEventDefinition waitForCompletion=\"false\"/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("haul-back-throw");
    assertThat(findings).extracting(Finding::element).contains("undo-deployment");
  }

  @Test
  void refusesEffectsWithoutAHaulBack() {
    // given
    Draft draft = Draft.deploy().cut("<subProcess id=\"haul-back\"", "</subProcess>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("haul-back");
    assertThat(findings).extracting(Finding::element).contains("deploy-blue-green");
  }

  @Test
  void refusesAStepWithAnEffectInsideASubProcess() {
    // given
    Draft draft =
        Draft.deploy()
            .change("check-health-to-swap", "targetRef=\"swap\"", "targetRef=\"inner\"")
            .change("swap-to-verify", "sourceRef=\"swap\"", "sourceRef=\"inner\"")
            .cut("<association id=\"undo-swap-by-swap-back\"", "/>")
            .before(
                "<serviceTask id=\"swap\"",
                "<subProcess id=\"inner\" name=\"Inner\"><startEvent id=\"in\" name=\"In\"/><sequenceFlow id=\"in-to-swap\" sourceRef=\"in\" targetRef=\"swap\"/><endEvent id=\"out\" name=\"Out\"/><sequenceFlow id=\"swap-to-out\" sourceRef=\"swap\" targetRef=\"out\"/>%s</subProcess>"
                    .formatted(INNER))
            .cut("<serviceTask id=\"swap\"\n", "</serviceTask>")
            .cut("<boundaryEvent id=\"undo-swap\" attachedToRef=\"swap\">\n", "</boundaryEvent>")
            .cut("<serviceTask id=\"swap-back\"\n", "/>")
            .draw("inner")
            .draw("in")
            .draw("out")
            .drawFlow("in-to-swap")
            .drawFlow("swap-to-out");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("compensation-scope");
    assertThat(findings).extracting(Finding::element).contains("swap");
  }

  @Test
  void refusesAnErrorBoundaryOnACallThatLeavesEffects() {
    // given
    Draft draft =
        Draft.release()
            .before(
                "<exclusiveGateway id=\"previous-version\"",
                "<boundaryEvent id=\"deploy-failed\" name=\"Failed\" attachedToRef=\"deploy\"><errorEventDefinition/></boundaryEvent><endEvent id=\"odd\" name=\"Odd\"/><sequenceFlow id=\"to-odd\" sourceRef=\"deploy-failed\" targetRef=\"odd\"/>")
            .draw("deploy-failed")
            .draw("odd")
            .drawFlow("to-odd");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("error-boundary");
    assertThat(findings).extracting(Finding::element).contains("deploy-failed");
  }

  @Test
  void refusesACompensationBoundaryBeforeAnotherBoundary() {
    // given
    Draft draft =
        Draft.release()
            .before(
                "<exclusiveGateway id=\"approval-needed\"",
                "<boundaryEvent id=\"late\" name=\"Late\" attachedToRef=\"build\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id=\"odd\" name=\"Odd\"/><sequenceFlow id=\"to-odd\" sourceRef=\"late\" targetRef=\"odd\"/>")
            .draw("late")
            .draw("odd")
            .drawFlow("to-odd");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("boundary-order");
    assertThat(findings).extracting(Finding::element).contains("undo-build");
  }

  @Test
  void refusesAnAssociationBeforeWhatItJoins() {
    // given
    Draft draft =
        Draft.deploy()
            .cut("<association id=\"undo-swap-by-swap-back\"", "/>")
            .before(
                "<startEvent id=\"started\"",
                "<association id=\"undo-swap-by-swap-back\" sourceRef=\"undo-swap\" targetRef=\"swap-back\"/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("artifact-order");
    assertThat(findings).extracting(Finding::element).contains("undo-swap-by-swap-back");
  }

  @Test
  void refusesStepsBesideEachOtherWhereTheOrderOfUndoingMatters() {
    // given
    Draft draft =
        Draft.deploy()
            .insert(
                "verify-to-bake",
                "verify",
                "bake",
                "<parallelGateway id=\"both\" name=\"Both\"/>",
                "both");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("single-line");
    assertThat(findings).extracting(Finding::element).contains("both");
  }

  @Test
  void refusesAStepThatIsRepeatedWithItsCompensation() {
    // given
    Draft draft =
        Draft.deploy()
            .change(
                "start-candidate",
                "</documentation>",
                "</documentation><multiInstanceLoopCharacteristics isSequential=\"true\"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("single-line");
    assertThat(findings).extracting(Finding::element).contains("start-candidate");
  }

  @Test
  void refusesAHaulBackThatCatchesItsOwnError() {
    // given
    Draft draft =
        Draft.deploy().change("deployment-undone", "errorRef=\"undone\"", "errorRef=\"failed\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("self-caught-error");
    assertThat(findings).extracting(Finding::element).contains("deployment-undone");
  }

  @Test
  void refusesAStepThatFailsBackAfterThePointOfNoReturn() {
    // given
    Draft draft =
        Draft.release()
            .insert(
                "prune-to-notify",
                "prune",
                "notify",
                "<serviceTask id=\"look-again\" name=\"look-again\" flowable:type=\"external-worker\" flowable:topic=\"check-health\" flowable:exclusive=\"false\" flowable:doNotIncludeVariables=\"true\"/>",
                "look-again");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("point-of-no-return");
    assertThat(findings).extracting(Finding::element).contains("look-again");
  }

  @Test
  void refusesARejectionAfterThePointOfNoReturn() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "live",
                "</documentation>",
                "</documentation><errorEventDefinition errorRef=\"failed\"/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("point-of-no-return");
    assertThat(findings).extracting(Finding::element).contains("live");
  }

  @Test
  void refusesAHaulBackThatMissesTheFailureOfAStep() {
    // given
    Draft draft =
        Draft.deploy()
            .change("step-failed", "errorRef=\"failed\"", "errorRef=\"other\"")
            .before("<process", "<error id=\"other\" errorCode=\"other\"/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("haul-back");
    assertThat(findings).extracting(Finding::element).contains("deploy-blue-green");
  }

  @Test
  void refusesAHaulBackThatUndoesNothing() {
    // given
    Draft draft =
        Draft.deploy()
            .change(
                "step-failed-to-undo-deployment",
                "targetRef=\"undo-deployment\"",
                "targetRef=\"deployment-undone\"")
            .cut("<intermediateThrowEvent id=\"undo-deployment\"", "</intermediateThrowEvent>")
            .cut("<sequenceFlow id=\"undo-deployment-to-deployment-undone\"", "/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("haul-back");
    assertThat(findings).extracting(Finding::element).contains("deploy-blue-green");
  }

  @Test
  void refusesACallerThatDoesNotHearThatWhatItCalledWasUndone() {
    // given
    Draft draft =
        Draft.release()
            .change(
                "hauled-back",
                "<errorEventDefinition/>",
                "<errorEventDefinition errorRef=\"failed\"/>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("called-error");
    assertThat(findings).extracting(Finding::element).contains("deploy");
  }

  @Test
  void refusesToCallAProcessThatUndoesItselfInSilence() {
    // given
    Draft silent =
        Draft.deploy()
            .change("deployment-undone", "<errorEventDefinition errorRef=\"undone\"/>", "");
    ModelLint lint =
        new ModelLint(
            StepCatalogue.shipped(),
            List.of(new Model("deploy-blue-green", silent.fileName(), silent.xml())));

    // when
    List<Finding> findings = lint.check("release.bpmn20.xml", Draft.release().xml());

    // then
    assertThat(findings).extracting(Finding::rule).containsExactly("called-error");
  }

  @Test
  void refusesANoteBetweenTheNodes() {
    // given
    Draft draft =
        Draft.deploy()
            .before(
                "<endEvent id=\"deployed\"",
                "<textAnnotation id=\"note\"><text>!</text></textAnnotation>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("artifact-order");
    assertThat(findings).extracting(Finding::element).contains("note");
  }
}
