package dev.slipway.workers.loop;

import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes the secrets of one step out of whatever the step says: as they are, line by line, in hex,
 * percent-encoded, and in Base64 wherever in a longer text they begin.
 */
final class SecretMask {

  private static final int SHORTEST = 3;
  private static final int SHORTEST_PART = 8;

  private record Form(String text, String name) {}

  private volatile List<Form> forms = List.of();

  synchronized void learn(Secret secret) {
    Map<String, String> learnt = new LinkedHashMap<>();
    forms.forEach(form -> learnt.put(form.text(), form.name()));
    String value = secret.reveal();
    add(learnt, value, secret.name(), SHORTEST);
    add(learnt, value.strip(), secret.name(), SHORTEST);
    value.lines().forEach(line -> add(learnt, line.strip(), secret.name(), SHORTEST_PART));
    encodings(learnt, value, secret.name());
    encodings(learnt, value.strip(), secret.name());
    // Longest first: a secret may be part of another.
    forms =
        learnt.entrySet().stream()
            .map(entry -> new Form(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt((Form form) -> form.text().length()).reversed())
            .toList();
  }

  String mask(String text) {
    String masked = text;
    for (Form form : forms) {
      if (masked.contains(form.text())) {
        masked = masked.replace(form.text(), "[secret:" + form.name() + "]");
      }
    }
    return masked;
  }

  Failure mask(Failure failure) {
    return new Failure(
        mask(failure.what()),
        mask(failure.why()),
        mask(failure.next()),
        mask(failure.evidence()),
        failure.retriable(),
        failure.exitStatus());
  }

  private static void encodings(Map<String, String> forms, String value, String name) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String hex = HexFormat.of().formatHex(bytes);
    add(forms, hex, name, SHORTEST_PART);
    add(forms, hex.toUpperCase(Locale.ROOT), name, SHORTEST_PART);
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    add(forms, form, name, SHORTEST);
    add(forms, form.replace("+", "%20"), name, SHORTEST);
    for (int before = 0; before < 3; before++) {
      String core = base64(bytes, before);
      add(forms, core, name, SHORTEST_PART);
      add(forms, core.replace('+', '-').replace('/', '_'), name, SHORTEST_PART);
    }
  }

  /** The digits of Base64 that do not depend on what stands around the bytes. */
  private static String base64(byte[] bytes, int before) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String digits = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = (before * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    return from < to ? digits.substring(from, to) : "";
  }

  private static void add(Map<String, String> forms, String text, String name, int shortest) {
    if (text.length() >= shortest && !text.isBlank()) {
      forms.putIfAbsent(text, name);
    }
  }
}
