package dev.slipway.workers.ssh;

import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepStoppedException;
import java.io.InputStream;
import java.util.List;

/**
 * A host in the hands of one step. Reconnects by itself: each call looks for a live connection
 * first.
 */
public interface RemoteHost {

  /** Account and host, for people: {@code deploy@shop.example.org}. */
  String address();

  /**
   * Runs a short command in the foreground and waits for its end. A cancelled run does not end it,
   * because a step cleans up behind itself with commands too; the command's own deadline does.
   *
   * @throws StepFailedException if the connection broke, the deadline passed, or a newer run holds
   *     the lease; a command that ends with any status is a result, not an exception
   * @throws StepStoppedException only if the step was handed over to another worker, or its claim
   *     has run out
   */
  CommandResult run(RemoteCommand command)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /**
   * Runs a long command as a job of its own on the host, under the step's key: it is started at
   * most once, outlives a cut connection and a restart of the worker, and is followed to its end,
   * its output going to the step's log.
   *
   * <p>A job that is found running, or that has ended with status 0, is taken for this step's own.
   * One that ended otherwise and whose end an earlier attempt has already been told of is put aside
   * and started anew.
   *
   * <p>The result has no status where nobody knows: the job's process is gone without one, or the
   * job had to be ended and the host did not confirm that it is gone.
   *
   * @throws StepFailedException if the deadline passed (the job was ended, and confirmed to be
   *     gone), the host could not be reached to start it, or a newer run holds the lease
   * @throws StepStoppedException if the run was cancelled, after the job was ended and confirmed to
   *     be gone; or if the step was handed over, leaving the job running
   */
  JobResult job(StepContext step, RemoteJob job)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /**
   * Makes sure, on the host itself, that neither a newer run nor a newer claim of this step has
   * been there: for what is about to be changed by other means than a command.
   *
   * @throws StepFailedException if a newer run holds the lease
   * @throws StepStoppedException if another worker has taken the step over
   */
  void confirm() throws StepFailedException, StepStoppedException, InterruptedException;

  /**
   * Writes a file. It appears under its path at once and whole, or not at all, and not once a newer
   * run or a newer claim of this step has been there.
   *
   * @param path the absolute path of the file; its directory must exist
   * @throws StepFailedException if it could not be written whole
   */
  void upload(InputStream content, String path)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /**
   * Connects to a socket on the host.
   *
   * @param address {@code 127.0.0.1:9999}, or the absolute path of a Unix socket
   * @throws StepFailedException if nothing listens there or the account may not connect
   */
  RemoteSocket open(String address)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /**
   * A port on this machine's loopback address that leads to {@code 127.0.0.1:remotePort} on the
   * host. It lives no longer than the connection: ask again for every use, and close it, because
   * everybody on this machine can use it meanwhile.
   */
  ForwardedPort forward(int remotePort)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /**
   * The jobs of a step that have not ended, whoever started them.
   *
   * @param jobsDirectory as in {@link RemoteJob}
   */
  List<String> runningJobs(String jobsDirectory, StepKey step)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /**
   * Removes what jobs have left behind, where they ended long ago.
   *
   * @param jobsDirectory as in {@link RemoteJob}
   * @param olderThanDays how many days ago they must have ended
   */
  void forgetJobs(String jobsDirectory, int olderThanDays)
      throws StepFailedException, StepStoppedException, InterruptedException;
}
