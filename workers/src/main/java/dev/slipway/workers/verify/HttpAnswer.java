package dev.slipway.workers.verify;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param headers the first value of each, by name in lower case
 * @param body the first bytes of the body, as ISO 8859-1
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

  private static final int MOST_WORDS = 200;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*)</title>", Pattern.CASE_INSENSITIVE);

  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether the status is 200 to 299. */
  public boolean good() {
    return status >= 200 && status <= 299;
  }

  /** What it says for people, on one line: the title of a page that has one, or its text. */
  String words() {
    String text = new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    String said = text;
    if (header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/html")) {
      Matcher title = TITLE.matcher(text);
      said = title.find() ? title.group(1) : text.replaceAll("<[^>]*>", " ");
    }
    String line = said.replaceAll("[\\p{Cc}\\s]+", " ").strip();
    return line.substring(0, Math.min(MOST_WORDS, line.length()));
  }

  boolean redirects() {
    return status >= 300 && status <= 399 && header("location").isPresent();
  }
}
