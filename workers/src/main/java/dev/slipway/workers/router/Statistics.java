package dev.slipway.workers.router;

import java.util.Arrays;
import java.util.List;

/** Reads {@code show stat}: comma-separated values under a line that begins with {@code #}. */
final class Statistics {

  private Statistics() {}

  /**
   * How many sessions a server has, the queued ones included.
   *
   * @throws IllegalArgumentException if the text does not tell
   */
  static long sessions(String answer, String backend, String server) {
    List<String> lines = answer.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || !lines.getFirst().startsWith("# ")) {
      throw new IllegalArgumentException("not a table of statistics");
    }
    List<String> columns = Arrays.asList(lines.getFirst().substring(2).split(",", -1));
    int proxy = column(columns, "pxname");
    int name = column(columns, "svname");
    int current = column(columns, "scur");
    int queued = column(columns, "qcur");
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      if (fields.length > current && fields[proxy].equals(backend) && fields[name].equals(server)) {
        return number(fields[current]) + number(fields[queued]);
      }
    }
    throw new IllegalArgumentException("no server " + server + " in backend " + backend);
  }

  private static int column(List<String> columns, String name) {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + name);
    }
    return index;
  }

  private static long number(String field) {
    try {
      return field.isEmpty() ? 0 : Long.parseLong(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + field, e);
    }
  }
}
