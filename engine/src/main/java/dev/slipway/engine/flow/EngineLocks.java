package dev.slipway.engine.flow;

import dev.slipway.engine.node.NodeDuty;
import java.util.List;
import org.flowable.engine.ManagementService;
import org.flowable.engine.impl.cmd.ClearProcessInstanceLockTimesCmd;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Clears the locks of a server that has gone on runs and on the engine's jobs. They would stand for
 * as long as they were taken for, and Flowable clears those on runs only when it stops gently.
 */
@Component
class EngineLocks implements NodeDuty {

  private final ManagementService management;
  private final JdbcClient jdbc;

  EngineLocks(ManagementService management, JdbcClient jdbc) {
    this.management = management;
    this.jdbc = jdbc;
  }

  /** The revision goes up, so that whoever still has the job in hand cannot commit it. */
  @Override
  public void takeOver(String node) {
    management.executeCommand(new ClearProcessInstanceLockTimesCmd(node));
    for (String table : List.of("act_ru_job", "act_ru_timer_job")) {
      jdbc.sql(
              "update "
                  + table
                  + " set lock_owner_ = null, lock_exp_time_ = null, rev_ = rev_ + 1"
                  + " where lock_owner_ = :node")
          .param("node", node)
          .update();
    }
  }
}
