package dev.slipway.workers.router;

import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.router.RouterControl.Side;
import java.util.ArrayList;
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
    Map<String, Side> servers = new LinkedHashMap<>();
    Table table = table(answer);
    int name = table.column("srv_name");
    int operation = table.column("srv_op_state");
    int administration = table.column("srv_admin_state");
    for (String[] fields : table.rows()) {
      servers.put(fields[name], side(number(fields[operation]), number(fields[administration])));
    }
    return servers;
  }

  /**
   * How every server of every backend was set by whoever may set it, by backend and server.
   *
   * @throws IllegalArgumentException as {@link #parse}
   */
  static Map<String, String> settings(String answer) {
    Map<String, String> settings = new LinkedHashMap<>();
    Table table = table(answer);
    int backend = table.column("be_name");
    int name = table.column("srv_name");
    int administration = table.column("srv_admin_state");
    for (String[] fields : table.rows()) {
      settings.put(fields[backend] + "/" + fields[name], fields[administration]);
    }
    return settings;
  }

  private record Table(List<String> columns, List<String[]> rows) {

    int column(String name) {
      int index = columns.indexOf(name);
      if (index < 0) {
        throw new IllegalArgumentException("no column " + name);
      }
      return index;
    }
  }

  private static Table table(String answer) {
    List<String> lines = answer.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() < 2 || !lines.get(0).strip().equals("1") || !lines.get(1).startsWith("# ")) {
      throw new IllegalArgumentException("not a list of server states, format 1");
    }
    List<String> columns = Arrays.asList(lines.get(1).substring(2).strip().split(" +", -1));
    List<String[]> rows = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] fields = line.strip().split(" +", -1);
      if (fields.length < columns.size()) {
        throw new IllegalArgumentException("a line of " + fields.length + " fields: " + line);
      }
      rows.add(fields);
    }
    return new Table(columns, rows);
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

  private static int number(String field) {
    try {
      return Integer.parseInt(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + field, e);
    }
  }
}
