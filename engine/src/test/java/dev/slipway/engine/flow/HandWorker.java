package dev.slipway.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.step.WorkSources;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.EffectCodec;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.loop.WorkSource;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A worker led by the hand of a test: it reports what the test says, and does nothing. */
public final class HandWorker {

  public static final Set<Topic> EVERY_TOPIC =
      StepCatalogue.shipped().all().stream().map(StepType::topic).collect(Collectors.toSet());

  private final WorkSource source;
  private final EffectCodec effects = new EffectCodec();

  HandWorker(WorkSources sources) {
    this.source = sources.of("by hand");
  }

  /** Claims whatever there is. */
  public List<Claim> claim() throws InterruptedException {
    return source.claim(EVERY_TOPIC, 10, Duration.ZERO);
  }

  /** Claims the one step there is, which must be of this topic. */
  public Claim expect(Topic topic) throws InterruptedException {
    var claims = claim();
    assertThat(claims).extracting(Claim::topic).containsExactly(topic);
    return claims.getFirst();
  }

  /** Asserts that there is nothing to do for anybody. */
  public void expectNothing() throws InterruptedException {
    assertThat(claim()).extracting(Claim::topic).isEmpty();
  }

  void done(Claim claim, @Nullable Effect effect) throws NoLongerYoursException {
    done(claim, "done", effect);
  }

  void done(Claim claim, String summary, @Nullable Effect effect) throws NoLongerYoursException {
    report(claim, done(summary, effect));
  }

  private StepReport done(String summary, @Nullable Effect effect) {
    return new StepReport.Done(summary, effect == null ? null : effects.encode(effect));
  }

  /** Reports a step as done, and takes over what follows it if that is of one of these topics. */
  List<Claim> done(Claim claim, @Nullable Effect effect, Set<Topic> next)
      throws NoLongerYoursException {
    return source.complete(claim, done("done", effect), next);
  }

  void fails(Claim claim) throws NoLongerYoursException {
    report(claim, new StepReport.Failed(failure(claim)));
  }

  void failsForNow(Claim claim) throws NoLongerYoursException {
    report(claim, new StepReport.Failed(failure(claim).retry()));
  }

  void doesNotKnow(Claim claim) throws NoLongerYoursException {
    report(claim, new StepReport.Unknown(failure(claim)));
  }

  void stopsAsCancelled(Claim claim) throws NoLongerYoursException {
    report(claim, new StepReport.Cancelled());
  }

  /** Says what it is doing. */
  public void progress(Claim claim, String what) throws NoLongerYoursException {
    source.progress(claim, what);
  }

  void report(Claim claim, StepReport report) throws NoLongerYoursException {
    source.complete(claim, report, Set.of());
  }

  WorkSource source() {
    return source;
  }

  private static Failure failure(Claim claim) {
    return Failure.of("Step " + claim.topic(), "the test says so", "Nothing to do");
  }
}
