package dev.slipway.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.common.engine.impl.interceptor.CommandContextCloseListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The nodes and sequence flows that process instances have passed. */
@Component
class Passages {

  private final JdbcClient jdbc;

  Passages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Passage(String processInstance, String element) {}

  /** Writes down, with everything else that this command passes, that an element was entered. */
  void entered(CommandContext command, String processInstance, String element) {
    @SuppressWarnings("unchecked")
    var gathered = (List<Passage>) command.getAttribute(Passages.class.getName());
    if (gathered == null) {
      gathered = new ArrayList<>();
      command.addAttribute(Passages.class.getName(), gathered);
      command.addCloseListener(new WrittenAtTheEnd(gathered));
    }
    gathered.add(new Passage(processInstance, element));
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

  private void write(List<Passage> passages) {
    jdbc.sql(
            """
            insert into passage (process_instance, element)
            select instance, element
            from unnest(:instances::text[], :elements::text[])
              with ordinality as p (instance, element, place)
            order by place
            """)
        .param("instances", passages.stream().map(Passage::processInstance).toArray(String[]::new))
        .param("elements", passages.stream().map(Passage::element).toArray(String[]::new))
        .update();
  }

  /** One statement for a command, however many elements it passes. */
  private final class WrittenAtTheEnd implements CommandContextCloseListener {

    private final List<Passage> gathered;

    WrittenAtTheEnd(List<Passage> gathered) {
      this.gathered = Objects.requireNonNull(gathered);
    }

    @Override
    public void closing(CommandContext command) {
      write(gathered);
    }

    @Override
    public void afterSessionsFlush(CommandContext command) {
      // Written before, in the same transaction.
    }

    @Override
    public void closed(CommandContext command) {
      // Nothing is held open.
    }

    @Override
    public void closeFailure(CommandContext command) {
      // Rolled back with the rest.
    }

    @Override
    public Integer order() {
      return 100;
    }

    @Override
    public boolean multipleAllowed() {
      return true;
    }
  }
}
