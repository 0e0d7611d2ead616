package dev.slipway.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A model can be read, by people and by the engine. */
class ShapeRulesTest {

  @Test
  void refusesAProcessThatDoesNotRun() {
    // given
    Draft draft =
        Draft.release().change("release", "isExecutable=\"true\"", "isExecutable=\"false\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("process");
    assertThat(findings).extracting(Finding::element).contains("release");
  }

  @Test
  void refusesAProcessThatSaysNotWhatItIsFor() {
    // given
    Draft draft = Draft.release().cut("<documentation>Puts one", "</documentation>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("process");
    assertThat(findings).extracting(Finding::element).contains("release");
  }

  @Test
  void refusesTwoProcessesInAFile() {
    // given
    Draft draft =
        Draft.release()
            .before(
                "<bpmndi:BPMNDiagram",
                "<process id=\"second\" isExecutable=\"true\"><startEvent id=\"a\" name=\"A\"/><sequenceFlow id=\"a-to-b\" sourceRef=\"a\" targetRef=\"b\"/><endEvent id=\"b\" name=\"B\"/></process>")
            .draw("a")
            .draw("b")
            .drawFlow("a-to-b");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("process");
    assertThat(findings).extracting(Finding::element).contains("release-model");
  }

  @Test
  void refusesAnIdThatIsNoPartOfAStepKey() {
    // given
    Draft draft = Draft.release().replace("\"live\"", "\"Live_Event\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("id");
    assertThat(findings).extracting(Finding::element).contains("Live_Event");
  }

  @Test
  void refusesAnIdThatLooksLikeASecondVisit() {
    // given
    Draft draft =
        Draft.release()
            .replace("\"fetch\"", "\"fetch-2\"")
            .change("fetch-2", "flowable:topic=\"fetch-2\"", "flowable:topic=\"fetch\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("id");
    assertThat(findings).extracting(Finding::element).contains("fetch-2");
  }

  @Test
  void refusesTwoElementsOfOneId() {
    // given
    Draft draft =
        Draft.release()
            .change("ended-restored", "ended-restored", "live")
            .replace("\"ended-restored\"", "\"live\"");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("id");
    assertThat(findings).extracting(Finding::element).contains("live");
  }

  @Test
  void refusesANodeThatIsNotDrawn() {
    // given
    Draft draft =
        Draft.release().cut("<bpmndi:BPMNShape id=\"fetch-shape\"", "</bpmndi:BPMNShape>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("diagram");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }

  @Test
  void refusesAFlowThatIsNotDrawn() {
    // given
    Draft draft =
        Draft.release().cut("<bpmndi:BPMNEdge id=\"fetch-to-build-edge\"", "</bpmndi:BPMNEdge>");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("diagram");
    assertThat(findings).extracting(Finding::element).contains("fetch-to-build");
  }

  @Test
  void refusesANodeWithoutAName() {
    // given
    Draft draft = Draft.release().change("fetch", "name=\"Fetch the commit\"", "");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("name");
    assertThat(findings).extracting(Finding::element).contains("fetch");
  }

  @Test
  void refusesAnAnswerWithoutAName() {
    // given
    Draft draft = Draft.release().change("plan-holds-no", "name=\"no, it changed\"", "");

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("name");
    assertThat(findings).extracting(Finding::element).contains("plan-holds-no");
  }
}
