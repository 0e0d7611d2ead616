package dev.slipway.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A file may come from anybody and hold anything. */
class HostileFileTest {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  @Test
  void refusesADocumentType() {
    assertRefused("<!DOCTYPE definitions><definitions xmlns=\"" + BPMN + "\"/>", "document type");
  }

  @Test
  void refusesAnExternalEntityWithoutReadingIt() {
    assertRefused(
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><definitions xmlns=\""
            + BPMN
            + "\">&x;</definitions>",
        "document type");
  }

  @Test
  void refusesEntitiesThatGrow() {
    assertRefused(
        "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><definitions>&c;</definitions>",
        "document type");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    assertRefused(" ".repeat(ModelReader.MOST_BYTES + 1), "larger than 2 MiB");
  }

  @Test
  void refusesElementsNestedTooDeep() {
    assertRefused("<a>".repeat(1000) + "</a>".repeat(1000), "nested deeper");
  }

  @Test
  void refusesMoreElementsThanAnyModelHas() {
    assertRefused("<a>" + "<b/>".repeat(ModelReader.MOST_ELEMENTS) + "</a>", "more than 5000");
  }

  @Test
  void refusesWhatIsNotXml() {
    assertRefused("release: now", "not well-formed");
  }

  @Test
  void refusesAFileThatEndsTooEarly() {
    assertRefused("<definitions xmlns=\"" + BPMN + "\"><process>", "not well-formed");
  }

  @Test
  void refusesXmlThatIsNotBpmn() {
    assertRefused("<html/>", "not BPMN");
  }

  @Test
  void refusesAModelWithoutAProcess() {
    // when
    List<Finding> findings =
        ModelLint.shipped().check("odd.bpmn20.xml", "<definitions xmlns=\"" + BPMN + "\"/>");

    // then
    assertThat(findings).extracting(Finding::rule).containsOnly("process");
  }

  @Test
  void tellsFileLineElementAndHowToMend() {
    // given
    Draft draft =
        Draft.release().change("fetch", "flowable:topic=\"fetch\"", "flowable:topic=\"dig\"");
    long line =
        draft.xml().substring(0, draft.xml().indexOf("<serviceTask id=\"fetch\"")).lines().count();

    // when
    List<Finding> findings = draft.check();

    // then
    assertThat(findings)
        .singleElement()
        .asString()
        .startsWith("release.bpmn20.xml:" + line + ": fetch: No worker serves the topic \"dig\".")
        .contains("Write one of the topics bake, build,")
        .endsWith("[known-topic]");
  }

  private static void assertRefused(String xml, String why) {
    // when
    List<Finding> findings = ModelLint.shipped().check("odd.bpmn20.xml", xml);

    // then
    assertThat(findings).extracting(Finding::rule).containsExactly("readable");
    assertThat(findings.get(0).message()).contains(why);
  }
}
