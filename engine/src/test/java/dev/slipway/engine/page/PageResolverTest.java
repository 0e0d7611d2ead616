package dev.slipway.engine.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageResolverTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "runs", "runs/12", "applications/shop/production", "apiary"})
  void takesAPathWithoutAnExtensionForAPlaceInTheUi(String path) {
    assertThat(PageResolver.isPlace(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api", "api/nothing", "/api/runs", "actuator/x", "assets/gone", "favicon.ico"})
  void takesNothingElseForOne(String path) {
    assertThat(PageResolver.isPlace(path)).isFalse();
  }
}
