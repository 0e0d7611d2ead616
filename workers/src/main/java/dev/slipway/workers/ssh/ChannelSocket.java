package dev.slipway.workers.ssh;

import com.jcraft.jsch.Channel;
import java.io.InputStream;
import java.io.OutputStream;

/** A socket on the host, as a channel of the connection. */
record ChannelSocket(Channel channel, InputStream in, OutputStream out) implements RemoteSocket {

  @Override
  public void close() {
    channel.disconnect();
  }
}
