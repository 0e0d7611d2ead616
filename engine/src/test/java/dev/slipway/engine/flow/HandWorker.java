package dev.slipway.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.Failure;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A worker led by the hand of a test: it reports what the test says, and does nothing. */
final class HandWorker {

  private static final Set<Topic> EVERY_TOPIC =
      StepCatalogue.shipped().all().stream().map(StepType::topic).collect(Collectors.toSet());
  private static final Duration NOT_AT_ALL = Duration.ZERO;

  private final WorkSource source;
  private final JsonMapper json = JsonMapper.builder().build();

  HandWorker(WorkSource source) {
    this.source = source;
  }

  /** Claims the one step there is, which must be of this topic. */
  Claim expect(Topic topic) throws InterruptedException {
    var claims = source.claim(EVERY_TOPIC, 10, NOT_AT_ALL);
    assertThat(claims).extracting(Claim::topic).containsExactly(topic);
    return claims.getFirst();
  }

  /** Asserts that there is nothing to do for anybody. */
  void expectNothing() throws InterruptedException {
    assertThat(source.claim(EVERY_TOPIC, 10, NOT_AT_ALL)).isEmpty();
  }

  Claim done(Topic topic, @Nullable Effect effect)
      throws InterruptedException, NoLongerYoursException {
    Claim claim = expect(topic);
    report(claim, new StepReport.Done("done", document(effect)));
    return claim;
  }

  Claim fails(Topic topic) throws InterruptedException, NoLongerYoursException {
    Claim claim = expect(topic);
    report(
        claim,
        new StepReport.Failed(Failure.of("Step " + topic, "the test says so", "Nothing to do")));
    return claim;
  }

  void report(Claim claim, StepReport report) throws NoLongerYoursException {
    source.complete(claim, report, Set.of());
  }

  private @Nullable EffectDocument document(@Nullable Effect effect) {
    return effect == null
        ? null
        : new EffectDocument(effect.getClass().getSimpleName(), json.writeValueAsString(effect));
  }
}
