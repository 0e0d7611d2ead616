package dev.slipway.processes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArrowsTest {

  private final JavaClasses module =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.slipway.processes");

  @Test
  void theLanguageOfThePipelineKnowsNoOtherModule() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.slipway..")
                .and(resideOutsideOfPackage("dev.slipway.processes..")))
        .check(module);
  }

  @Test
  void theLanguageOfThePipelineKnowsNeitherSpringNorFlowable() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "org.flowable..")
        .check(module);
  }

  @Test
  void everyPackageIsNullMarked() {
    // when
    var packages =
        module.stream().map(c -> c.getPackage()).distinct().filter(p -> !p.getClasses().isEmpty());

    // then
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(
            p ->
                assertThat(p.isAnnotatedWith(NullMarked.class))
                    .as("%s is @NullMarked", p.getName())
                    .isTrue());
  }
}
