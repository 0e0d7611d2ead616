package dev.slipway.engine.data;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataProperties.class)
class DataConfiguration {

  /** PostgreSQL needs a new segment of its journal, 16 MB, at any time. */
  private static final DataSize LEAST_ROOM = DataSize.ofMegabytes(32);

  @Bean
  DataDirectory dataDirectory(DataProperties properties) {
    return DataDirectory.open(properties.directory());
  }

  /** In place of Spring Boot's own, which looks at the directory the process was started in. */
  @Bean
  DiskSpaceHealthIndicator diskSpaceHealthIndicator(DataDirectory data) {
    return new DiskSpaceHealthIndicator(data.path().toFile(), LEAST_ROOM);
  }
}
