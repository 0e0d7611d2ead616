package dev.slipway.engine.flow;

import dev.slipway.processes.lint.ModelLint;
import dev.slipway.processes.model.ShippedModels;
import org.flowable.engine.ManagementService;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.impl.cmd.ClearProcessInstanceLockTimesCmd;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Deploys the shipped models at start, together, so that a release calls the deploy it came with.
 */
@Component
class ModelDeployment implements SmartInitializingSingleton {

  private final RepositoryService repository;
  private final ManagementService management;
  private final NodeProperties node;

  ModelDeployment(RepositoryService repository, ManagementService management, NodeProperties node) {
    this.repository = repository;
    this.management = management;
    this.node = node;
  }

  @Override
  public void afterSingletonsInstantiated() {
    // After a hard kill these stand for an hour, and Flowable clears them only when it stops
    // gently.
    management.executeCommand(new ClearProcessInstanceLockTimesCmd(node.name()));
    var deployment = repository.createDeployment().name("slipway").enableDuplicateFiltering();
    var models = ShippedModels.all();
    var lint = ModelLint.shipped();
    for (var model : models) {
      var findings = lint.check(model.fileName(), model.xml());
      if (!findings.isEmpty()) {
        throw new IllegalStateException("A model is not safe to run: " + findings);
      }
      deployment.addString(model.fileName(), model.xml());
    }
    deployment.deploy();
  }
}
