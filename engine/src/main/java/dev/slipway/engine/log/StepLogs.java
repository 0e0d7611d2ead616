package dev.slipway.engine.log;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.workers.loop.LogLine;
import dev.slipway.workers.step.StorableText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log lines of every run's steps. */
@Component
public class StepLogs {

  private static final int LINE_LIMIT = 8_192;

  /** Several times as fast as inserts, which a step that writes a gigabyte would wait for. */
  private static final String COPY = "copy log_line (run, step, at, stream, line) from stdin";

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
    byte[] rows = rows(run, step, lines).getBytes(StandardCharsets.UTF_8);
    Long written =
        template.execute(
            (Connection connection) -> {
              try {
                return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY, new ByteArrayInputStream(rows));
              } catch (IOException e) {
                throw new SQLException("The lines of step " + step + " cannot be sent", e);
              }
            });
    if (written == null || written != lines.size()) {
      throw new IllegalStateException(
          "Of " + lines.size() + " lines of step " + step + " " + written + " were kept");
    }
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

  /** Whether a run has more lines than this after a place. */
  public boolean isBeyond(long run, long seq, int lines) {
    return jdbc.sql(
            "select seq from log_line where run = :run and seq > :seq order by seq"
                + " offset :lines limit 1")
        .param("run", run)
        .param("seq", seq)
        .param("lines", lines)
        .query(Long.class)
        .optional()
        .isPresent();
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
      page = after(run, step, seq, 1_000);
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

  /** In PostgreSQL's text format: a row is a line, its columns are separated by tabs. */
  private static String rows(long run, String step, List<LogLine> lines) {
    StringBuilder rows = new StringBuilder();
    for (LogLine line : lines) {
      rows.append(run).append('\t');
      escape(step, rows);
      rows.append('\t').append(line.at()).append('\t').append(line.stream().name()).append('\t');
      escape(storable(line.text()), rows);
      rows.append('\n');
    }
    return rows.toString();
  }

  private static void escape(String text, StringBuilder to) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '\\' -> to.append("\\\\");
        case '\t' -> to.append("\\t");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        default -> to.append(each);
      }
    }
  }

  private static String storable(String text) {
    String clean = StorableText.of(text);
    return clean.length() <= LINE_LIMIT ? clean : clean.substring(0, LINE_LIMIT - 1) + "…";
  }
}
