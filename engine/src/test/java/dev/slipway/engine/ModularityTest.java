package dev.slipway.engine;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * Every package below the engine's is a module; none reaches into another's inside, or in a ring.
 */
class ModularityTest {

  @Test
  void keepsItsModulesApart() {
    ApplicationModules.of(EngineApplication.class).verify();
  }
}
