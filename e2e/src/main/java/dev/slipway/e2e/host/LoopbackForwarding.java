package dev.slipway.e2e.host;

import java.util.Set;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.forward.ForwardingFilter;

/** Lets clients reach what listens on the host's loopback, and nothing else. */
final class LoopbackForwarding implements ForwardingFilter {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  @Override
  public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
    return type == Type.Direct && LOOPBACK.contains(address.getHostName());
  }

  @Override
  public boolean canListen(SshdSocketAddress address, Session session) {
    return false;
  }

  @Override
  public boolean canForwardAgent(Session session, String requestType) {
    return false;
  }

  @Override
  public boolean canForwardX11(Session session, String requestType) {
    return false;
  }
}
