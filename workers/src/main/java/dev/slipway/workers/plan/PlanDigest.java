package dev.slipway.workers.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Names a plan by everything that somebody agrees to: no times, no names, no wording. */
final class PlanDigest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PlanDigest() {}

  static String of(
      PlanRequest request, List<String> commands, Plan.@Nullable PlannedMigration data) {
    Map<String, Object> agreed = new TreeMap<>();
    agreed.put("application", request.application().name());
    agreed.put("environment", request.environment().name());
    agreed.put("commit", request.commit());
    agreed.put("commands", commands);
    request.artifact().ifPresent(artifact -> agreed.put("artifact", artifact));
    request.previousCommit().ifPresent(previous -> agreed.put("previousCommit", previous));
    if (data != null) {
      agreed.put("migration", List.of(data.run(), data.undo()));
    }
    try {
      byte[] canonical = JSON.writeValueAsString(agreed).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
