package dev.slipway.engine.reaper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReaperProperties.class)
class ReaperConfiguration {}
