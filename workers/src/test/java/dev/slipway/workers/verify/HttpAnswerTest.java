package dev.slipway.workers.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {

  @Test
  void aPageIsToldOfByItsTitle() {
    // given
    HttpAnswer page =
        html("<!doctype html><html><head><TITLE lang=en>Server\n Error</TITLE></head><p>long");

    // when
    String words = page.words();

    // then
    assertThat(words).isEqualTo("Server Error");
  }

  @Test
  void aPageWithoutATitleIsToldOfByItsText() {
    // given
    HttpAnswer page = html("<h1>Nicht <b>verfügbar</b></h1>");

    // when
    String words = page.words();

    // then
    assertThat(words).isEqualTo("Nicht verfügbar");
  }

  @Test
  void whatIsNoPageIsToldAsItIs() {
    // given
    HttpAnswer answer =
        new HttpAnswer(
            500, Map.of("content-type", "text/plain"), "1 < 2\nand > 0 " + "x".repeat(999));

    // when
    String words = answer.words();

    // then
    assertThat(words).startsWith("1 < 2 and > 0 xxx").hasSize(200);
  }

  private static HttpAnswer html(String body) {
    String bytes = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return new HttpAnswer(500, Map.of("content-type", "text/html; charset=utf-8"), bytes);
  }
}
