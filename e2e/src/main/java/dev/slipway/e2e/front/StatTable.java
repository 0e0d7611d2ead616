package dev.slipway.e2e.front;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The counters as HAProxy 2.6 writes them for {@code show stat}: every column it has, filled where
 * this front counts (management guide, section 9.1; compared with the real one).
 */
final class StatTable {

  /** Numbered as in a configuration with one frontend before the backend. */
  static final int BACKEND_ID = 3;

  /** The object types of {@code show stat <proxy> <type> <sid>}. */
  static final int BACKEND_TYPE = 2;

  static final int SERVER_TYPE = 4;

  private final String header;
  private final List<String> columns;

  StatTable() {
    this.header = columnsOfTheRealOne();
    this.columns = List.of(header.substring("# ".length()).split(",", -1));
  }

  /**
   * Writes the table.
   *
   * @param types the sum of the object types asked for; -1 for all
   * @param sid the server asked for; -1 for all
   */
  String write(Backend backend, int types, int sid) {
    StringBuilder table = new StringBuilder(header).append('\n');
    List<ServerView> servers = backend.servers();
    if ((types & SERVER_TYPE) != 0) {
      servers.stream()
          .filter(server -> sid == -1 || sid == server.id())
          .forEach(server -> table.append(row(serverRow(backend, server))));
    }
    if ((types & BACKEND_TYPE) != 0) {
      table.append(row(backendRow(backend, servers)));
    }
    return table.toString();
  }

  private static Map<String, Object> serverRow(Backend backend, ServerView server) {
    Map<String, Object> row = counters(backend);
    row.put("svname", server.name());
    row.put("status", status(server.state()));
    row.put("sid", server.id());
    row.put("type", 2);
    row.put("addr", "127.0.0.1:" + server.port());
    row.put("lastchg", server.secondsSinceChange());
    row.put("scur", server.current());
    row.put("smax", server.most());
    row.put("stot", server.total());
    row.put("lbtot", server.total());
    row.put("req_tot", server.total());
    row.put("used_conn_cur", server.current());
    row.put("uweight", 1);
    for (int hundreds = 1; hundreds <= 5; hundreds++) {
      row.put("hrsp_" + hundreds + "xx", server.answers().get(hundreds));
    }
    row.put("hrsp_other", server.answers().getFirst());
    return row;
  }

  private static Map<String, Object> backendRow(Backend backend, List<ServerView> servers) {
    boolean up = servers.stream().anyMatch(server -> server.state() == AdminState.READY);
    Map<String, Object> row = counters(backend);
    row.put("svname", "BACKEND");
    row.put("status", up ? "UP" : "DOWN");
    row.put("sid", 0);
    row.put("type", 1);
    row.put("algo", "roundrobin");
    row.put("scur", servers.stream().mapToInt(ServerView::current).sum());
    row.put("stot", servers.stream().mapToLong(ServerView::total).sum());
    return row;
  }

  private static Map<String, Object> counters(Backend backend) {
    Map<String, Object> row = new HashMap<>();
    row.put("pxname", backend.name());
    row.put("iid", BACKEND_ID);
    row.put("pid", 1);
    row.put("mode", "http");
    row.put("weight", 1);
    row.put("act", 1);
    row.put("bck", 0);
    row.put("qcur", 0);
    row.put("qmax", 0);
    row.put("-", "-");
    return row;
  }

  private static String status(AdminState state) {
    return switch (state) {
      case READY -> "no check";
      case DRAIN -> "DRAIN";
      case MAINT -> "MAINT";
    };
  }

  private String row(Map<String, Object> values) {
    StringBuilder line = new StringBuilder();
    // The header ends in a comma, and so does every row: the last, empty column has none.
    for (String column : columns.subList(0, columns.size() - 1)) {
      line.append(values.getOrDefault(column, "")).append(',');
    }
    return line.append('\n').toString();
  }

  private static String columnsOfTheRealOne() {
    try (InputStream in =
        Objects.requireNonNull(StatTable.class.getResourceAsStream("show-stat-columns.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
