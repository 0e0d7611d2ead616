package dev.slipway.engine.data;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataProperties.class)
class DataConfiguration {

  @Bean
  DataDirectory dataDirectory(DataProperties properties) {
    return DataDirectory.open(properties.directory());
  }
}
