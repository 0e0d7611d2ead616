package dev.slipway.workers.router;

import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.router.RouterControl.Side;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code show servers state}, format 1, as HAProxy's management guide lays it down. */
final class ServerStates {

  private static final int RUNNING = 2;
  // srv_admin_state is a set of bits: maintenance is forced (1), inherited (2), by name resolution
  // (32) or by a changed name (64); drain is forced (8) or inherited (16). Bit 4 only tells that
  // the
  // configuration says `disabled`: it stays when such a server is made ready.
  private static final int OUT = 1 | 2 | 32 | 64;
  private static final int DRAIN = 8 | 16;

  private ServerStates() {}

  /**
   * The servers by name.
   *
   * @throws IllegalArgumentException if the text is not what the format says, telling where
   */
  static Map<String, Side> parse(String answer) {
    List<String> lines = answer.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() < 2 || !lines.get(0).strip().equals("1") || !lines.get(1).startsWith("# ")) {
      throw new IllegalArgumentException("not a list of server states, format 1");
    }
    List<String> columns = Arrays.asList(lines.get(1).substring(2).strip().split(" +", -1));
    int name = column(columns, "srv_name");
    int operation = column(columns, "srv_op_state");
    int administration = column(columns, "srv_admin_state");
    Map<String, Side> servers = new LinkedHashMap<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] fields = line.strip().split(" +", -1);
      if (fields.length < columns.size()) {
        throw new IllegalArgumentException("a line of " + fields.length + " fields: " + line);
      }
      servers.put(fields[name], side(number(fields[operation]), number(fields[administration])));
    }
    return servers;
  }

  private static Side side(int operation, int administration) {
    Admission admission = Admission.READY;
    if ((administration & OUT) != 0) {
      admission = Admission.OUT;
    } else if ((administration & DRAIN) != 0) {
      admission = Admission.DRAINING;
    }
    return new Side(admission, operation == RUNNING);
  }

  private static int column(List<String> columns, String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + name);
    }
    return index;
  }

  private static int number(String field) {
    try {
      return Integer.parseInt(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + field, e);
    }
  }
}
