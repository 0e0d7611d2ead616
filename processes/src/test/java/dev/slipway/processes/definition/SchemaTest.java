package dev.slipway.processes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

  private final ApplicationSchema schema = new ApplicationSchema();

  @Test
  void takesTheSmallestFile() {
    assertThat(schema.problems(Files.SMALLEST)).isEmpty();
  }

  @Test
  void takesEverythingThatAFileCanSay() {
    assertThat(schema.problems(Files.FULL)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("inSchema")
  void refusesWhatASchemaCanSay(WrongFile wrong) {
    assertThat(schema.problems(wrong.yaml())).isNotEmpty();
  }

  static List<WrongFile> inSchema() {
    return WrongFiles.all().stream().filter(WrongFile::inSchema).toList();
  }

  @Test
  void isItselfRight() {
    // given
    var metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    // when
    var problems = metaSchema.validate(ApplicationSchema.text(), InputFormat.JSON);

    // then
    assertThat(problems).isEmpty();
  }
}
