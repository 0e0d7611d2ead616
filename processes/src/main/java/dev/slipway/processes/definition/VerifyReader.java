package dev.slipway.processes.definition;

import java.util.Optional;

/** Reads one entry of {@code verify}. */
final class VerifyReader {

  static final String ALLOWED =
      "a list; each entry a mapping with the keys path, status, type, contains, assets";

  private VerifyReader() {}

  static Optional<PageCheck> read(YamlNode node) {
    return node.section("path", "status", "type", "contains", "assets").flatMap(VerifyReader::read);
  }

  private static Optional<PageCheck> read(Section section) {
    Optional<String> path = section.requireText("path", Paths.URL);
    int status = section.number("status", 200, 599, 200);
    Optional<String> type = section.text("type", Names.MEDIA_TYPE);
    Optional<String> contains = section.text("contains", Names.CONTAINS);
    boolean assets = section.flag("assets", false);
    return path.map(p -> new PageCheck(p, status, type, contains, assets));
  }
}
