package dev.slipway.workers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.ssh.JschHosts;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.StepWorker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class WorkersArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.slipway.workers");

  @Test
  void workersKnowNeitherSpringNorTheEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "org.flowable..", "jakarta..", "dev.slipway.engine..")
        .check(CLASSES);
  }

  @Test
  void packagesDependOnOneAnotherInOneDirection() {
    slices().matching("dev.slipway.workers.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    // given
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    // when
    Set<String> unmarked =
        packages.stream()
            .filter(name -> !CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class))
            .collect(Collectors.toSet());

    // then
    assertThat(unmarked).isEmpty();
  }

  @Test
  void effectsAreRecordsWithDistinctNames() {
    // given
    List<JavaClass> effects =
        CLASSES.stream()
            .filter(type -> type.isAssignableTo(Effect.class) && !type.isInterface())
            .toList();

    // then
    classes().that().implement(Effect.class).should().beRecords().check(CLASSES);
    assertThat(effects).extracting(JavaClass::getSimpleName).doesNotHaveDuplicates();
  }

  @Test
  void everyTopicHasExactlyOneWorkerButThoseOfTheLease() {
    // given
    Set<Topic> expected =
        StepCatalogue.shipped().all().stream()
            .map(StepType::topic)
            .filter(
                topic ->
                    !topic.equals(StepCatalogue.TAKE_LEASE)
                        && !topic.equals(StepCatalogue.GIVE_BACK_LEASE))
            .collect(Collectors.toCollection(TreeSet::new));

    // when
    List<Topic> topics;
    try (JschHosts hosts = new JschHosts(Clock.systemUTC())) {
      topics =
          StepWorkers.all(
                  new GitMirrors(Path.of("mirrors")), hosts, Clock.systemUTC(), Clock.systemUTC())
              .stream()
              .map(StepWorker::topic)
              .toList();
    }

    // then
    assertThat(topics).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
  }
}
