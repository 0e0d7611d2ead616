package dev.slipway.workers.verify;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the stylesheets, scripts and images that a page links on its own host. */
final class LinkedAssets {

  private static final int MOST = 100;
  private static final Pattern TAG =
      Pattern.compile("<(link|script|img)\\s([^>]{1,4000})>", Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([a-zA-Z-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))");

  private LinkedAssets() {}

  static List<URI> of(URI page, String html) {
    Set<URI> assets = new LinkedHashSet<>();
    Matcher tags = TAG.matcher(html);
    while (tags.find() && assets.size() < MOST) {
      String tag = tags.group(1).toLowerCase(Locale.ROOT);
      String attributes = tags.group(2);
      if (tag.equals("link")
          && !attribute(attributes, "rel")
              .orElse("")
              .toLowerCase(Locale.ROOT)
              .contains("stylesheet")) {
        continue;
      }
      attribute(attributes, tag.equals("link") ? "href" : "src")
          .flatMap(link -> resolve(page, link))
          .ifPresent(assets::add);
    }
    return List.copyOf(assets);
  }

  private static Optional<URI> resolve(URI page, String link) {
    try {
      URI to = page.resolve(link.strip().replace("&amp;", "&").replace(" ", "%20"));
      boolean sameHost =
          page.getScheme().equals(to.getScheme()) && page.getAuthority().equals(to.getAuthority());
      return sameHost ? Optional.of(to) : Optional.empty();
    } catch (IllegalArgumentException e) {
      // A link that is none cannot be asked for; the browser would not either.
      return Optional.empty();
    }
  }

  private static Optional<String> attribute(String attributes, String name) {
    Matcher found = ATTRIBUTE.matcher(attributes);
    while (found.find()) {
      if (found.group(1).equalsIgnoreCase(name)) {
        for (int group = 2; group <= 4; group++) {
          if (found.group(group) != null) {
            return Optional.of(found.group(group)).filter(value -> !value.isBlank());
          }
        }
      }
    }
    return Optional.empty();
  }
}
