package dev.slipway.engine.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, as the HTML standard writes them. */
final class EventStream implements AutoCloseable {

  private final BufferedReader lines;
  private final JsonMapper json;

  EventStream(InputStream body, JsonMapper json) {
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    this.json = json;
  }

  /** The next event; nothing when the stream has ended or broken off. */
  Optional<Event> next() {
    String type = "message";
    StringBuilder data = new StringBuilder();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !data.isEmpty()) {
          return Optional.of(new Event(type, json.readTree(data.toString())));
        } else if (line.isEmpty()) {
          type = "message";
        } else if (line.startsWith("event:")) {
          type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line, 5, line.length()).append('\n');
        }
      }
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      // Nothing is lost: only the reading end is closed.
    }
  }

  record Event(String type, JsonNode data) {}
}
