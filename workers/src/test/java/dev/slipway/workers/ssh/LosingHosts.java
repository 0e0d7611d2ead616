package dev.slipway.workers.ssh;

import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepStoppedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Real hosts that obey, and of which one answer is never heard. */
public final class LosingHosts implements SshHosts {

  /** What becomes of the worker whose answer is lost. */
  public enum Loss {
    /** The connection breaks, which the worker hears. */
    CUT,
    /** The worker ends with the connection. */
    KILLED,
    /** The connection breaks, and the host is never reached again. */
    GONE
  }

  /** The worker's process ended: nothing of it runs any more. */
  public static final class WorkerKilled extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final SshHosts hosts;
  private final Loss loss;
  private final List<String> told = new ArrayList<>();
  private int left;
  private boolean begun;

  /**
   * @param lost which answer is lost: 1 for the first. Where nothing was changed before, nothing
   *     can be done twice: answers that are cut off count from the first change on, and for a
   *     worker that is killed only those to changes.
   */
  public LosingHosts(SshHosts hosts, int lost, Loss loss) {
    this.hosts = hosts;
    this.left = lost;
    this.loss = loss;
  }

  /** Whether there were enough answers for this one to be lost. */
  public boolean lost() {
    return left <= 0;
  }

  /** How many answers are heard before the lost one. */
  public int left() {
    return left;
  }

  /** What sockets on the host were told, in order. */
  public List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public RemoteHost reach(HostPlatform platform, StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    requireThere();
    return new Losing(hosts.reach(platform, step));
  }

  @Override
  public void close() {
    hosts.close();
  }

  private void requireThere() throws StepFailedException {
    if (lost() && loss == Loss.GONE) {
      throw cut();
    }
  }

  private void answered(boolean changed) throws StepFailedException {
    if (losesNow(changed)) {
      if (loss == Loss.KILLED) {
        throw new WorkerKilled();
      }
      throw cut();
    }
  }

  private boolean losesNow(boolean changed) {
    begun |= changed;
    if ((loss == Loss.KILLED && !changed) || (loss == Loss.CUT && !begun)) {
      return false;
    }
    left--;
    return left == 0;
  }

  private static StepFailedException cut() {
    return new StepFailedException(
        Failure.of("Asking the host", "the connection broke", "Try again").retry());
  }

  private final class Losing implements RemoteHost {

    private final RemoteHost host;

    Losing(RemoteHost host) {
      this.host = host;
    }

    @Override
    public String address() {
      return host.address();
    }

    @Override
    public CommandResult run(RemoteCommand command)
        throws StepFailedException, StepStoppedException, InterruptedException {
      requireThere();
      CommandResult result = host.run(command);
      answered(command.fence().isPresent());
      return result;
    }

    @Override
    public JobResult job(StepContext step, RemoteJob job)
        throws StepFailedException, StepStoppedException, InterruptedException {
      requireThere();
      JobResult result = host.job(step, job);
      if (loss == Loss.KILLED) {
        answered(true);
      }
      return result;
    }

    @Override
    public void confirm() throws StepFailedException, StepStoppedException, InterruptedException {
      requireThere();
      host.confirm();
    }

    @Override
    public void upload(InputStream content, String path)
        throws StepFailedException, StepStoppedException, InterruptedException {
      requireThere();
      host.upload(content, path);
      answered(true);
    }

    @Override
    public RemoteSocket open(String address)
        throws StepFailedException, StepStoppedException, InterruptedException {
      requireThere();
      return new Deaf(host.open(address));
    }

    @Override
    public ForwardedPort forward(int remotePort)
        throws StepFailedException, StepStoppedException, InterruptedException {
      requireThere();
      return host.forward(remotePort);
    }

    @Override
    public List<String> runningJobs(String jobsDirectory, StepKey step)
        throws StepFailedException, StepStoppedException, InterruptedException {
      requireThere();
      List<String> running = host.runningJobs(jobsDirectory, step);
      answered(false);
      return running;
    }

    @Override
    public void forgetJobs(String jobsDirectory, int olderThanDays)
        throws StepFailedException, StepStoppedException, InterruptedException {
      requireThere();
      host.forgetJobs(jobsDirectory, olderThanDays);
      answered(true);
    }
  }

  /** Hears an answer to its end, so that it was given, before it may break. */
  private final class Deaf implements RemoteSocket {

    private final RemoteSocket socket;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    Deaf(RemoteSocket socket) {
      this.socket = socket;
    }

    @Override
    public InputStream in() {
      String command = said.toString(StandardCharsets.US_ASCII).strip();
      told.add(command);
      if (!losesNow(command.startsWith("set "))) {
        return socket.in();
      }
      return new InputStream() {
        @Override
        public int read() throws IOException {
          return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          long unused = socket.in().transferTo(OutputStream.nullOutputStream());
          if (loss == Loss.KILLED) {
            throw new WorkerKilled();
          }
          throw new IOException("the connection broke");
        }
      };
    }

    @Override
    public OutputStream out() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          said.write(b);
          socket.out().write(b);
        }

        @Override
        public void flush() throws IOException {
          socket.out().flush();
        }
      };
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
