package dev.slipway.processes.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepCatalogueTest {

  @Test
  void neverGivesUpAnUndoSilently() {
    // given
    StepCatalogue catalogue = StepCatalogue.shipped();

    // when
    var undos = catalogue.all().stream().flatMap(step -> step.undoneBy().stream());

    // then
    assertThat(undos)
        .isNotEmpty()
        .allSatisfy(
            undo -> {
              assertThat(catalogue.get(undo).onFailure()).isEqualTo(OnFailure.HOLD);
              assertThat(catalogue.get(undo).undoneBy()).isEmpty();
            });
  }
}
