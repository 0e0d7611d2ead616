package dev.slipway.workers.loop;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread whose wait for an answer outlasts an interrupt. Interrupting a virtual one closes the
 * socket it reads from (JEP 444), and with it the connection to the database, whose answer may have
 * given this worker a step.
 */
final class PatientThread {

  private static final Logger LOG = LoggerFactory.getLogger(PatientThread.class);

  private PatientThread() {}

  static Thread start(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  /** Only who closes the worker interrupts, and whoever sleeps looks for that next. */
  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      LOG.debug("Woken up early");
    }
  }
}
