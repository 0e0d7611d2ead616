package dev.slipway.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApplicationFileTest {

  private static final DemoPorts PORTS = new DemoPorts(1, 2222, 18080, 19999, 18081, 18082);

  @Test
  void saysTheSameAsTheExampleThatExplainsIt() throws Exception {
    // given
    String example = Files.readString(Path.of("..", "examples", "harbour.yaml"));
    // when
    Environment explained = environment(Definitions.require("harbour.yaml", example));
    Environment generated = environment(generated(Path.of("/srv/demo")));
    // then
    assertThat(generated)
        .usingRecursiveComparison()
        .ignoringFields("platform.hostKey")
        .isEqualTo(explained);
  }

  private static Application generated(Path directory) throws Exception {
    String yaml =
        ApplicationFile.write(
            directory.resolve("harbour"),
            directory.resolve("host/harbour"),
            directory.resolve("host/haproxy.state"),
            DemoKeys.generate().hostKeyLine(),
            PORTS);
    return Definitions.require("harbour.yaml", yaml);
  }

  private static Environment environment(Application application) {
    return application.environments().values().iterator().next();
  }
}
