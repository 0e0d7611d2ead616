package dev.slipway.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "dev.slipway.bench", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_THE_SERVER_PACKAGE_KNOWS_SPRING =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.slipway.bench.server")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.flowable..");

  @ArchTest
  static final ArchRule FIGURES_KNOW_NOTHING_OF_WHAT_IS_MEASURED =
      noClasses()
          .that()
          .resideInAPackage("dev.slipway.bench.figure")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.slipway.bench.machine",
              "dev.slipway.bench.server",
              "dev.slipway.bench.handoff",
              "dev.slipway.bench.commands",
              "dev.slipway.engine..",
              "dev.slipway.workers..");

  @ArchTest
  static final ArchRule NO_STATIC_STATE_CHANGES = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule EVERY_PACKAGE_SAYS_WHAT_MAY_BE_NULL =
      classes()
          .should(
              ArchCondition.from(
                  DescribedPredicate.<JavaClass>describe(
                      "be in a package that is @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
