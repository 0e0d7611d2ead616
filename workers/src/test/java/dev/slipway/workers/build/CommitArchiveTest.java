package dev.slipway.workers.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.workers.git.GitMirror;
import dev.slipway.workers.git.StopSign;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.step.Secret;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommitArchiveTest {

  @TempDir Path directory;

  @Test
  void canBeReadTwiceAndHasNoNameThatAKilledWorkerWouldLeaveBehind() throws Exception {
    // given
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    try (Rig rig = new Rig(directory)) {
      String commit = rig.repository().commit("First", "app.txt", "one");
      GitMirror mirror =
          rig.mirrors()
              .of(
                  rig.definition().application(),
                  reference -> new Secret(reference.name(), ""),
                  StopSign.NEVER);
      mirror.update();

      // when
      try (CommitArchive archive = CommitArchive.of(mirror, commit, temporary)) {
        byte[] first = read(archive);
        byte[] second = read(archive);

        // then
        assertThat(first).hasSize(Math.toIntExact(archive.bytes())).isEqualTo(second);
        assertThat(temporary).isEmptyDirectory();
      }
    }
  }

  private static byte[] read(CommitArchive archive) throws Exception {
    try (InputStream content = new GZIPInputStream(archive.open())) {
      return content.readAllBytes();
    }
  }
}
