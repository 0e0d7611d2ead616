package dev.slipway.e2e.front;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The server states as HAProxy 2.6 writes them for {@code show servers state}, and reads them from
 * its server state file (management guide, section 9.3; compared with the real one).
 */
final class StateTable {

  private static final String VERSION = "1";
  private static final String COLUMNS =
      "# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight"
          + " srv_iweight srv_time_since_last_change srv_check_status srv_check_result"
          + " srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id"
          + " srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr"
          + " srv_agent_addr srv_agent_port";
  private static final int BACKEND_COLUMN = 1;
  private static final int SERVER_COLUMN = 3;
  private static final int ADMIN_COLUMN = 6;

  private StateTable() {}

  static String write(Backend backend) {
    return backend.servers().stream()
        .map(server -> line(backend.name(), server))
        .collect(Collectors.joining("", VERSION + "\n" + COLUMNS + "\n", ""));
  }

  private static String line(String backend, ServerView server) {
    int operational = server.state() == AdminState.MAINT ? 0 : 2;
    return "%d %s %d %s 127.0.0.1 %d %d 1 1 %d 1 0 0 8 0 0 0 - %d - 0 0 - - 0%n"
        .formatted(
            StatTable.BACKEND_ID,
            backend,
            server.id(),
            server.name(),
            operational,
            server.state().bits(),
            server.secondsSinceChange(),
            server.port());
  }

  /** Takes over the states of a file; lines about anything else are passed over. */
  static void read(List<String> lines, Backend backend) {
    for (String line : lines) {
      List<String> fields = List.of(line.split(" ", -1));
      if (fields.size() > ADMIN_COLUMN
          && fields.get(BACKEND_COLUMN).equals(backend.name())
          && fields.get(ADMIN_COLUMN).matches("\\d{1,3}")) {
        int bits = Integer.parseInt(fields.get(ADMIN_COLUMN));
        boolean unused = backend.set(fields.get(SERVER_COLUMN), AdminState.ofBits(bits));
      }
    }
  }
}
