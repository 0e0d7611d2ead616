package dev.slipway.engine.start;

import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The names of all {@code slipway.*} settings, as the records of settings declare them. */
final class KnownSettings {

  private final Set<String> names = new TreeSet<>();

  void add(Class<?> settings) {
    ConfigurationProperties declared = settings.getAnnotation(ConfigurationProperties.class);
    if (declared != null) {
      String prefix = declared.prefix().isEmpty() ? declared.value() : declared.prefix();
      add(prefix, settings);
    }
  }

  private void add(String prefix, Class<?> settings) {
    for (RecordComponent component : settings.getRecordComponents()) {
      String name = prefix + "." + kebab(component.getName());
      if (component.getType().isRecord()) {
        add(name, component.getType());
      } else {
        names.add(name);
      }
    }
  }

  /** Whether there is a setting of this name; lists and maps take anything below theirs. */
  boolean has(String written) {
    String plain = plain(written);
    return names.stream()
        .map(KnownSettings::plain)
        .anyMatch(
            name ->
                plain.equals(name) || plain.startsWith(name + ".") || plain.startsWith(name + "["));
  }

  /** Whether an environment variable names a setting. */
  boolean hasVariable(String variable) {
    String plain = plain(variable).replace("_", "").replace(".", "");
    return names.stream().anyMatch(name -> plain.startsWith(plain(name).replace(".", "")));
  }

  /** The setting whose name is nearest to what was written, if any is near. */
  Optional<String> nearest(String written) {
    String plain = plain(written);
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(plain, plain(name))))
        .filter(name -> distance(plain, plain(name)) <= Math.max(2, plain.length() / 4));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "");
  }

  private static String kebab(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
