package dev.slipway.workers.ssh;

import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts reached by JSch. */
public final class JschHosts implements SshHosts {

  /** The bytes of a job's log that a host keeps unless told otherwise. */
  public static final long KEPT_LOG = 4L << 30;

  private static final int ATTEMPTS = 3;
  private static final Duration IDLE = Duration.ofMinutes(30);

  private final Map<Destination, WarmLine> lines = new ConcurrentHashMap<>();
  private final Dialer dialer;
  private final Clock clock;
  private final long keptLog;

  public JschHosts(Clock clock) {
    this(clock, KEPT_LOG);
  }

  /**
   * @param keptLog the bytes of a job's log that a host keeps; whatever a job says beyond them is
   *     lost, and the log says so
   */
  public JschHosts(Clock clock, long keptLog) {
    this.clock = clock;
    this.keptLog = keptLog;
    this.dialer = new Dialer(clock);
  }

  @Override
  public RemoteHost reach(HostPlatform platform, StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    lines.values().forEach(line -> line.hangUpAfter(IDLE));
    WarmLine line =
        lines.computeIfAbsent(Destination.of(platform), to -> new WarmLine(to, dialer, clock));
    boolean first = step.fencing().claim() == 1;
    line.connect(
        step, ATTEMPTS, first ? step::checkStop : StopCheck.handOverOrDeadline(step, clock));
    StepHost host =
        new StepHost(line, step, Fence.below(platform.root(), step.fencing()), clock, keptLog);
    if (!first) {
      // Whoever had the step before is refused from here on, even if there is nothing left to do.
      host.confirm();
    }
    return host;
  }

  @Override
  public void close() {
    lines.values().forEach(WarmLine::close);
    lines.clear();
  }
}
