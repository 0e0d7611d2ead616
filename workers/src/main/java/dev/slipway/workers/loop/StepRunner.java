package dev.slipway.workers.loop;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs one step in the calling thread and says how it ended. Never throws. */
final class StepRunner {

  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

  private final WorkSource source;
  private final ParsedDefinitions definitions;
  private final EffectCodec effects;
  private final Clock wall;

  /**
   * @param wall dates what people read
   */
  StepRunner(WorkSource source, ParsedDefinitions definitions, EffectCodec effects, Clock wall) {
    this.source = source;
    this.definitions = definitions;
    this.effects = effects;
    this.wall = wall;
  }

  /**
   * Performs the step to its end.
   *
   * @return how it ended; empty if the step is to be given back
   */
  Optional<StepReport> run(StepWorker worker, HeldStep held, StepJournal journal, SecretMask mask) {
    held.performedBy(Thread.currentThread());
    try {
      return Optional.of(report(worker.perform(context(held, journal, mask)), mask));
    } catch (StepFailedException e) {
      return held.handedOver()
          ? Optional.empty()
          : Optional.of(new StepReport.Failed(mask.mask(e.failure())));
    } catch (StepStoppedException e) {
      return stopped(e, held);
    } catch (InterruptedException e) {
      return interrupted(held);
    } catch (Throwable e) {
      if (held.handedOver()) {
        return Optional.empty();
      }
      LOG.warn("Step {} failed unexpectedly: {}", held.claim().key(), mask.mask(trace(e)));
      return Optional.of(new StepReport.Failed(mask.mask(unexpected(held, e))));
    } finally {
      held.performed();
    }
  }

  private ClaimedStep context(HeldStep held, StepJournal journal, SecretMask mask)
      throws StepFailedException {
    Claim claim = held.claim();
    Application application;
    try {
      application = definitions.get(claim.run().definition());
    } catch (RuntimeException e) {
      throw new StepFailedException(
          Failure.of(
              "Reading the definition of " + claim.run().application(),
              String.valueOf(e.getMessage()),
              "Bring this worker to the version of the server"),
          e);
    }
    Environment environment =
        application
            .environment(claim.run().environment())
            .orElseThrow(
                () ->
                    new StepFailedException(
                        Failure.of(
                            "Reading the definition of " + claim.run().application(),
                            "It has no environment " + claim.run().environment(),
                            "Start a run for an environment that it has")));
    return new ClaimedStep(held, application, environment, journal, mask, source, effects);
  }

  private StepReport report(StepResult result, SecretMask mask) {
    return switch (result) {
      case StepResult.Done done ->
          new StepReport.Done(
              mask.mask(done.summary()), done.effect().map(effects::encode).orElse(null));
      case StepResult.Unknown unknown -> new StepReport.Unknown(mask.mask(unknown.seen()));
      case StepResult.Waits waits ->
          new StepReport.Waits(mask.mask(waits.forWhat()), waits.lookAgainAfter());
    };
  }

  private Optional<StepReport> stopped(StepStoppedException e, HeldStep held) {
    return switch (e.reason()) {
      case HANDED_OVER -> Optional.empty();
      case CANCELLED ->
          Optional.of(
              held.cancelled()
                  ? new StepReport.Cancelled()
                  : new StepReport.Failed(
                      Failure.of(
                          "Step " + held.claim().key(),
                          "It had not ended at its deadline, " + held.claim().deadline(),
                          "See its log for what took so long")));
    };
  }

  private Optional<StepReport> interrupted(HeldStep held) {
    if (held.handedOver() || !held.interruptedOverdue()) {
      return Optional.empty();
    }
    return Optional.of(
        new StepReport.Unknown(
            Failure.of(
                "Step " + held.claim().key(),
                "It went on after its deadline, "
                    + held.claim().deadline()
                    + ", did not clean up, and was interrupted at "
                    + wall.instant(),
                "Look on the target how far it came")));
  }

  /** As text, because a logger would print an exception's message unmasked. */
  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static Failure unexpected(HeldStep held, Throwable e) {
    return Failure.of(
            "Step " + held.claim().key(),
            e.getClass().getSimpleName() + ": " + e.getMessage(),
            "Another attempt may do; if it fails the same way, this is a defect of the worker")
        .retry();
  }
}
