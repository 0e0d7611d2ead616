package dev.slipway.engine.flow;

import dev.slipway.engine.database.CommitTime;
import dev.slipway.engine.database.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The nodes and sequence flows that process instances have passed. */
@Component
class Passages {

  private static final String INSERT =
      """
      insert into passage (process_instance, element)
      select instance, element
      from unnest(:instances::text[], :elements::text[])
        with ordinality as p (instance, element, place)
      order by place
      """;

  private final JdbcClient jdbc;
  private final CommitTime commit;
  private final CommitTime.Gathered<Passage> passages = Passages::written;

  Passages(JdbcClient jdbc, CommitTime commit) {
    this.jdbc = jdbc;
    this.commit = commit;
  }

  private record Passage(String processInstance, String element) {}

  /**
   * Writes down, with everything else that this transaction passes, that an element was entered.
   */
  void entered(String processInstance, String element) {
    commit.gather(passages, new Passage(processInstance, element));
  }

  private static Query<?> written(Set<Passage> all) {
    return Query.unread(
        INSERT,
        Map.of(
            "instances", all.stream().map(Passage::processInstance).toArray(String[]::new),
            "elements", all.stream().map(Passage::element).toArray(String[]::new)));
  }

  /** What a process instance has passed, in order, each element once. */
  List<String> of(String processInstance) {
    return jdbc.sql(
            "select element from passage where process_instance = :instance"
                + " group by element order by min(place)")
        .param("instance", processInstance)
        .query((row, number) -> row.getString("element"))
        .list();
  }
}
