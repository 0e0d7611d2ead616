package dev.slipway.engine.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.slipway.engine.data.DataDirectory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where no {@code spring.datasource.url} is given, the data source leads to our own PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

  /** Around whatever pool there is; the pool itself stays Spring Boot's. */
  @Bean
  static BeanPostProcessor patience() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool ? new PatientDataSource(pool) : bean;
      }
    };
  }

  /** The condition reads: is not set at all, for no URL is a dash. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "-")
  static class Embedded {

    @Bean
    EmbeddedPostgres embeddedPostgres(DataDirectory data, DatabaseProperties properties)
        throws InterruptedException {
      return EmbeddedPostgres.start(data.resolve("postgres"), properties);
    }

    @Bean
    JdbcConnectionDetails embeddedPostgresConnection(EmbeddedPostgres postgres) {
      return new EmbeddedConnection(postgres.login());
    }
  }

  private record EmbeddedConnection(PostgresLogin login) implements JdbcConnectionDetails {

    @Override
    public String getUsername() {
      return PostgresLogin.USER;
    }

    @Override
    public String getPassword() {
      return login.password();
    }

    @Override
    public String getJdbcUrl() {
      return login.url();
    }
  }
}
