package dev.slipway.processes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

  private static final Path PAGE = Path.of("../docs/reference/application-file.md");

  @Test
  void showsAFileThatTheParserAndTheSchemaTake() throws IOException {
    // given
    Matcher example =
        Pattern.compile("```yaml\n(application:.*?)```", Pattern.DOTALL)
            .matcher(java.nio.file.Files.readString(PAGE, StandardCharsets.UTF_8));
    assertThat(example.find()).isTrue();

    // when
    String yaml = example.group(1);

    // then
    assertThat(Places.problems(yaml)).isEmpty();
    assertThat(new ApplicationSchema().problems(yaml)).isEmpty();
  }
}
