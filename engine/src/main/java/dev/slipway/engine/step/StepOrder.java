package dev.slipway.engine.step;

import dev.slipway.engine.flow.CompletionOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StepOrder implements CompletionOrder {

  private final JdbcClient jdbc;

  StepOrder(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public long completedAs(String processInstance, String activity) {
    return jdbc.sql(
            "select coalesce(max(completed_as), 0) from step"
                + " where process_instance = :instance and activity = :activity")
        .param("instance", processInstance)
        .param("activity", activity)
        .query(Long.class)
        .single();
  }
}
