package dev.slipway.engine;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The server. */
@SpringBootApplication
public class EngineApplication {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
