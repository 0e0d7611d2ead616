package dev.slipway.engine.step;

import dev.slipway.processes.catalogue.StepCatalogue;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StepProperties.class)
class StepConfiguration {

  @Bean
  StepCatalogue stepCatalogue() {
    return StepCatalogue.shipped();
  }
}
