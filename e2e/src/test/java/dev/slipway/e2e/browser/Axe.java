package dev.slipway.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The axe-core accessibility checker. */
final class Axe {

  private static final String VIOLATIONS =
      """
      async () => {
        const result = await axe.run(document, { resultTypes: ['violations'] })
        return result.violations.map(
          (one) => one.id + ': ' + one.help + ' — ' + one.nodes.map((node) => node.html).join(' | ').slice(0, 600),
        )
      }
      """;

  private final String script;

  Axe() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js is not on the class path")) {
      script = new String(in.readAllBytes(), UTF_8);
    }
  }

  /** What is wrong with the page as it is now, a line for each rule. */
  List<String> violations(Page page) {
    page.evaluate(script);
    return ((List<?>) page.evaluate(VIOLATIONS)).stream().map(Object::toString).toList();
  }
}
