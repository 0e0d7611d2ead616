package dev.slipway.engine.data;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataProperties.class)
class DataConfiguration {

  @Bean
  DataDirectory dataDirectory(DataProperties properties) {
    return DataDirectory.open(properties.directory());
  }

  /** In place of Spring Boot's own, which looks at the directory the process was started in. */
  @Bean
  DiskSpaceHealthIndicator diskSpaceHealthIndicator(DataDirectory data) {
    return new DiskSpaceHealthIndicator(data.path().toFile(), DataDirectory.LEAST_ROOM);
  }
}
