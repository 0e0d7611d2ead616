package dev.slipway.workers.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NotifyWorkerTest {

  @TempDir Path directory;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  @Test
  void saysThatTheNewReleaseServes() throws Exception {
    assertThat(told(new ReleaseFacts("r7", "1a2b3c", "sha256:1", "green")))
        .startsWith("release of shop on production")
        .contains("asked for as main by ada")
        .endsWith("release r7 serves");
  }

  @Test
  void saysOfARunThatWasHauledBackWhatServesAsBefore() throws Exception {
    assertThat(told(new ReleaseFacts("r6", "4d5e6f", "sha256:2", "blue")))
        .endsWith("release r6 serves as before");
  }

  @Test
  void saysThatNothingServesWhenTheFirstReleaseWasHauledBack() throws Exception {
    assertThat(told(null)).endsWith("nothing serves");
  }

  private String told(@Nullable ReleaseFacts serving) throws Exception {
    return rig.release(7, "main", rig.definition(), serving).perform(new NotifyWorker()).summary();
  }
}
