package dev.slipway.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class StartFailuresTest {

  @Test
  void findsTheReasonBehindWhatItIsWrappedIn() {
    // given
    Throwable failure =
        new IllegalStateException("context", new RuntimeException(new PortInUseException(8080)));

    // when
    var sentence = StartFailures.explain(failure);

    // then
    assertThat(sentence)
        .contains(
            "Port 8080 is taken by another process. Stop it, or choose another port with --port.");
  }

  @Test
  void saysThatADatabaseCannotBeReached() {
    assertThat(StartFailures.explain(new SQLException("Connection refused.", "08001")))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .startsWith("The database cannot be reached: Connection refused.")
                    .contains("spring.datasource.url"));
  }

  @Test
  void saysNothingOfWhatItDoesNotKnow() {
    assertThat(StartFailures.explain(new IllegalStateException("a mistake of ours"))).isEmpty();
  }
}
