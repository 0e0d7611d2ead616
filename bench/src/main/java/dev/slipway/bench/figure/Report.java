package dev.slipway.bench.figure;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Everything one bench has found, on the screen as it comes and at the end as JSON. */
public final class Report {

  private final PrintWriter out;
  private final Map<String, String> setup = new LinkedHashMap<>();
  private final List<Result> results = new ArrayList<>();

  public Report(PrintWriter out) {
    this.out = out;
  }

  /** Says on what is measured: names and values, in this order. */
  public void setup(Map<String, String> lines) {
    setup.putAll(lines);
    int longest = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    lines.forEach(
        (name, value) ->
            out.println("  " + name + " ".repeat(longest - name.length()) + "  " + value));
    out.println();
    out.flush();
  }

  public void add(Result result) {
    results.add(result);
    result.lines().forEach(out::println);
    result.leftOut().forEach(each -> out.println("  left out: " + each));
    out.println(result.verdict().line());
    out.println();
    out.flush();
  }

  public boolean everyGoalMet() {
    return results.stream().allMatch(result -> result.verdict().met());
  }

  /** Writes everything, raw figures included. */
  public void write(Path file) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("setup", setup);
    document.put("measurements", results.stream().map(Report::document).toList());
    JsonMapper json = JsonMapper.builder().build();
    Files.writeString(
        file, json.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }

  private static Map<String, Object> document(Result result) {
    Map<String, Object> samples = new LinkedHashMap<>();
    result.samples().forEach((name, each) -> samples.put(name, each.millis()));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", result.verdict().name());
    document.put("figure", result.verdict().figure());
    document.put("goal", result.verdict().goal());
    document.put("met", result.verdict().met());
    document.put("ratios", result.ratios());
    document.put("leftOut", result.leftOut());
    document.put("millis", samples);
    return document;
  }
}
