package dev.slipway.processes.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.lint.ModelLint;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedModelsTest {

  private static final Pattern TOPIC = Pattern.compile("flowable:topic=\"([^\"]+)\"");

  @ParameterizedTest
  @MethodSource("dev.slipway.processes.model.ShippedModels#all")
  void areClean(Model model) {
    // given
    ModelLint lint = ModelLint.shipped();

    // when
    var findings = lint.check(model.fileName(), model.xml());

    // then
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.slipway.processes.model.ShippedModels#all")
  void areDeployedUnderTheKeyOfTheirProcess(Model model) {
    // then
    assertThat(model.xml()).containsOnlyOnce("<process id=\"" + model.key() + "\"");
    assertThat(model.fileName()).isEqualTo(model.key() + ".bpmn20.xml");
  }

  @Test
  void useEveryTopicOfTheCatalogueAndNoOther() {
    // given
    Set<String> used = new TreeSet<>();
    for (Model model : ShippedModels.all()) {
      Matcher topics = TOPIC.matcher(model.xml());
      while (topics.find()) {
        used.add(topics.group(1));
      }
    }

    // when
    Set<String> known =
        StepCatalogue.shipped().all().stream()
            .map(type -> type.topic().name())
            .collect(Collectors.toSet());

    // then
    assertThat(used).isEqualTo(known);
  }
}
