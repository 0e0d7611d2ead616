package dev.slipway.engine.command;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A plan as a person reads it at a terminal, line by line. */
final class PlanText {

  private static final int MOST_COMMITS = 20;

  private final JsonNode plan;

  PlanText(JsonNode plan) {
    this.plan = plan;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        entry("commit", text("commit") + " (" + text("ref") + ", " + text("direction") + ")"));
    String previous = text("previousCommit");
    lines.add(entry("serves now", previous.isEmpty() ? "nothing" : previous));
    lines.add(entry("commits", counted("commits", "commitsTruncated")));
    plan.path("commits")
        .valueStream()
        .limit(MOST_COMMITS)
        .map(PlanText::commit)
        .forEach(lines::add);
    if (plan.path("commits").size() > MOST_COMMITS) {
      lines.add("               …");
    }
    lines.add(entry("files", counted("files", "filesTruncated")));
    plan.path("commands")
        .valueStream()
        .map(command -> entry("runs", command.asString("")))
        .forEach(lines::add);
    JsonNode migration = plan.path("migration");
    if (migration.isObject()) {
      lines.add(
          entry(
              "data",
              migration.path("run").asString("")
                  + "; when hauled back: "
                  + migration.path("undo").asString("")));
    }
    lines.add(entry("downtime", text("downtime").isEmpty() ? "none" : text("downtime")));
    plan.path("warnings")
        .valueStream()
        .map(warning -> entry("warning", warning.asString("")))
        .forEach(lines::add);
    lines.add(entry("digest", text("digest")));
    return lines;
  }

  private static String commit(JsonNode commit) {
    String hash = commit.path("hash").asString("");
    return "               "
        + hash.substring(0, Math.min(10, hash.length()))
        + "  "
        + commit.path("subject").asString("")
        + " ("
        + commit.path("author").asString("")
        + ")";
  }

  private String counted(String list, String truncated) {
    return plan.path(list).size() + (plan.path(truncated).asBoolean(false) ? " and more" : "");
  }

  private String text(String member) {
    return plan.path(member).asString("");
  }

  private static String entry(String name, String value) {
    return "  %-11s  %s".formatted(name, value);
  }
}
