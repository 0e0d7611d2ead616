package dev.slipway.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@AnalyzeClasses(packages = "dev.slipway.engine", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String FLOW = "dev.slipway.engine.flow..";

  @ArchTest
  static final ArchRule FLOWABLE_STAYS_IN_FLOW =
      noClasses()
          .that()
          .resideOutsideOfPackage(FLOW)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.flowable..");

  @ArchTest
  static final ArchRule DATES_STAY_IN_FLOW =
      noClasses()
          .that()
          .resideOutsideOfPackage(FLOW)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Date");

  @ArchTest
  static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
      noFields()
          .should()
          .beAnnotatedWith(Autowired.class)
          .orShould()
          .beAnnotatedWith(Value.class)
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject");

  @ArchTest
  static final ArchRule NO_STATIC_STATE_CHANGES = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule COMMANDS_DO_NOT_LOAD_SPRING =
      noClasses()
          .that()
          .resideInAPackage("dev.slipway.engine.command..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.flowable..");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_SAYS_WHAT_MAY_BE_NULL =
      classes()
          .should(
              ArchCondition.from(
                  DescribedPredicate.<JavaClass>describe(
                      "be in a package that is @NullMarked",
                      type -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
