package dev.slipway.engine.log;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.workers.loop.LogLine;
import dev.slipway.workers.step.StorableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log lines of every run's steps. */
@Component
public class StepLogs {

  private static final int LINE_LIMIT = 8_192;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final Bell bell;

  StepLogs(JdbcClient jdbc, JdbcTemplate template, Bell bell) {
    this.jdbc = jdbc;
    this.template = template;
    this.bell = bell;
  }

  /**
   * A line as it is kept.
   *
   * @param seq its place in the run's log; later lines have greater numbers
   */
  public record KeptLine(long seq, Instant at, String step, LogLine.Stream stream, String text) {}

  /** Appends lines to a step's log, in order. */
  public void append(long run, String step, List<LogLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    Timestamp[] at =
        lines.stream().map(line -> Timestamp.from(line.at())).toArray(Timestamp[]::new);
    String[] streams = lines.stream().map(line -> line.stream().name()).toArray(String[]::new);
    String[] texts = lines.stream().map(line -> storable(line.text())).toArray(String[]::new);
    template.update(
        connection -> {
          var insert =
              connection.prepareStatement(
                  "insert into log_line (run, step, at, stream, line) select ?, ?, at, stream, line"
                      + " from unnest(?::timestamptz[], ?::text[], ?::text[]) with ordinality"
                      + " as l (at, stream, line, n) order by n");
          insert.setLong(1, run);
          insert.setString(2, step);
          insert.setArray(3, connection.createArrayOf("timestamptz", at));
          insert.setArray(4, connection.createArrayOf("text", streams));
          insert.setArray(5, connection.createArrayOf("text", texts));
          return insert;
        });
    bell.ring(RunEvents.bellOf(run));
  }

  /** The lines of a run after a place, oldest first; of one step, or of all when it is null. */
  public List<KeptLine> after(long run, @Nullable String step, long seq, int most) {
    return jdbc.sql(
            "select seq, at, step, stream, line from log_line where run = :run and seq > :seq"
                + " and (:step::text is null or step = :step) order by seq limit :most")
        .param("run", run)
        .param("seq", seq)
        .param("step", step)
        .param("most", most)
        .query(StepLogs::line)
        .list();
  }

  /** The newest lines of a run before a place, oldest first; of one step, or of all. */
  public List<KeptLine> before(long run, @Nullable String step, long seq, int most) {
    return jdbc.sql(
            "select seq, at, step, stream, line from log_line where run = :run and seq < :seq"
                + " and (:step::text is null or step = :step) order by seq desc limit :most")
        .param("run", run)
        .param("seq", seq)
        .param("step", step)
        .param("most", most)
        .query(StepLogs::line)
        .list()
        .reversed();
  }

  /** The place of the newest line of a run, or 0 when there is none. */
  public long last(long run) {
    return jdbc.sql("select coalesce(max(seq), 0) from log_line where run = :run")
        .param("run", run)
        .query(Long.class)
        .single();
  }

  /** Hands over every line of a run in order, a page at a time, however many there are. */
  public void each(long run, @Nullable String step, Consumer<KeptLine> reader) {
    long seq = 0;
    List<KeptLine> page;
    do {
      page = after(run, step, seq, 2_000);
      page.forEach(reader);
      seq = page.isEmpty() ? seq : page.getLast().seq();
    } while (!page.isEmpty());
  }

  private static KeptLine line(ResultSet row, int number) throws SQLException {
    return new KeptLine(
        row.getLong("seq"),
        row.getTimestamp("at").toInstant(),
        row.getString("step"),
        LogLine.Stream.valueOf(row.getString("stream")),
        row.getString("line"));
  }

  private static String storable(String text) {
    String clean = StorableText.of(text);
    return clean.length() <= LINE_LIMIT ? clean : clean.substring(0, LINE_LIMIT - 1) + "…";
  }
}
