package dev.slipway.engine.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes from trusted proxies who asks, and whether over TLS, and from nobody else. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProxyProperties.class)
class ProxyConfiguration {

  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> trustedProxies(
      ProxyProperties properties) {
    return factory -> {
      if (properties.trusted().isEmpty()) {
        return;
      }
      RemoteIpValve valve = new RemoteIpValve();
      valve.setInternalProxies(
          properties.trusted().stream()
              .map(ProxyConfiguration::asSeen)
              .map(Pattern::quote)
              .collect(Collectors.joining("|")));
      valve.setRemoteIpHeader("X-Forwarded-For");
      valve.setProtocolHeader("X-Forwarded-Proto");
      factory.addEngineValves(valve);
    };
  }

  /** The address as the server writes it: IPv6 in full. */
  private static String asSeen(String address) {
    try {
      return InetAddress.getByName(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("slipway.proxy.trusted has no address: " + address, e);
    }
  }
}
