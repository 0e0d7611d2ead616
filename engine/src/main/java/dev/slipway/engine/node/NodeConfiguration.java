package dev.slipway.engine.node;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodeProperties.class)
class NodeConfiguration {

  /** Only so that no table is made before this server may start. */
  @Bean
  FlywayConfigurationCustomizer tablesAfterTheName(NodeName name) {
    return flyway -> {};
  }
}
