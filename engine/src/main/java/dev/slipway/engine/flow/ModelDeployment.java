package dev.slipway.engine.flow;

import dev.slipway.processes.lint.ModelLint;
import dev.slipway.processes.model.ShippedModels;
import org.flowable.engine.RepositoryService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Deploys the shipped models at start, together, so that a release calls the deploy it came with.
 */
@Component
class ModelDeployment implements SmartInitializingSingleton {

  private final RepositoryService repository;

  ModelDeployment(RepositoryService repository) {
    this.repository = repository;
  }

  @Override
  public void afterSingletonsInstantiated() {
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
