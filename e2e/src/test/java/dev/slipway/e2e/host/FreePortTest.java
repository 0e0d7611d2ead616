package dev.slipway.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void noPortIsGivenTwice() throws IOException {
    // given
    int asked = 1000;
    Set<Integer> given = new HashSet<>();

    // when
    for (int i = 0; i < asked; i++) {
      given.add(FreePort.find());
    }

    // then
    assertThat(given).hasSize(asked);
  }
}
