package dev.slipway.workers.ssh;

import com.jcraft.jsch.Logger;
import org.slf4j.LoggerFactory;

/** What JSch has to say, at debug level whatever it thinks of it: failures are reported anyway. */
final class JschLog implements Logger {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(JschLog.class);

  @Override
  public boolean isEnabled(int level) {
    return LOG.isDebugEnabled();
  }

  @Override
  public void log(int level, String message) {
    LOG.debug("{}", message);
  }
}
