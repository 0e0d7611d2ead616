package dev.slipway.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.model.Model;
import dev.slipway.processes.model.ShippedModels;
import dev.slipway.workers.loop.Claim;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.flowable.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A server is upgraded while a run is under way. */
@FlowTest
class ModelUpgradeTest {

  private final Runway runway;
  private final RepositoryService repository;
  private final Flow flow;

  @Autowired
  ModelUpgradeTest(Runway runway, RepositoryService repository, Flow flow) {
    this.runway = runway;
    this.repository = repository;
    this.flow = flow;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @AfterEach
  void deployWhatIsShipped() {
    deploy(UnaryOperator.identity());
  }

  @Test
  void aRunInFlightEndsOnTheModelsItBeganWith() throws Exception {
    // given
    Run before = runway.release("staging");
    Claim build = runway.to(StepCatalogue.BUILD);
    Set<Integer> old = versions(before);
    // when
    deploy(ModelUpgradeTest::newer);
    runway.succeed(build);
    runway.rest();
    // then
    assertThat(runway.now(before).outcome()).isEqualTo(Outcome.LIVE);
    assertThat(processes(before)).contains("deploy-blue-green");
    assertThat(versions(before)).isEqualTo(old).hasSize(1);
  }

  @Test
  void aRunThatBeginsLaterGoesByTheNewerModels() throws Exception {
    // given
    Set<Integer> old = versions(runway.live());
    // when
    deploy(ModelUpgradeTest::newer);
    Run after = runway.live();
    // then
    assertThat(after.outcome()).isEqualTo(Outcome.LIVE);
    assertThat(versions(after)).doesNotContainAnyElementsOf(old).hasSize(1);
  }

  private Set<Integer> versions(Run run) {
    return flow.passed(run.number()).stream().map(Flow.Passed::version).collect(Collectors.toSet());
  }

  private Set<String> processes(Run run) {
    return flow.passed(run.number()).stream().map(Flow.Passed::process).collect(Collectors.toSet());
  }

  private static String newer(String model) {
    return model.replaceFirst("<process ([^>]*)name=\"", "<process $1name=\"Newer ");
  }

  private void deploy(UnaryOperator<String> change) {
    var deployment = repository.createDeployment().name("slipway").enableDuplicateFiltering();
    for (Model model : ShippedModels.all()) {
      deployment.addString(model.fileName(), change.apply(model.xml()));
    }
    deployment.deploy();
  }
}
