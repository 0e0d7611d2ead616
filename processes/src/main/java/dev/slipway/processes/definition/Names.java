package dev.slipway.processes.definition;

/** How the things of an application file are named. */
final class Names {

  /** An application or an environment. */
  static final Format<String> OWN =
      Format.matching(
          "lower-case letters, digits and hyphens, beginning with a letter, at most 40 characters",
          40,
          "[a-z][a-z0-9-]*");

  /** A secret, written {@code secret:name}; the reason never repeats what was written. */
  static final Format<SecretReference> SECRET =
      Format.matching(
              "secret: and the name of a stored secret (lower-case letters, digits and hyphens, at"
                  + " most 60), such as secret:deploy-key",
              10_000,
              "secret:[a-z0-9][a-z0-9-]{0,59}")
          .as(text -> new SecretReference(text.substring("secret:".length())));

  /** A systemd template unit. */
  static final Format<String> UNIT =
      Format.matching(
              "the name of a systemd template unit without @.service: letters, digits and : _ . -,"
                  + " beginning with a letter or digit, at most 80 characters",
              80,
              "[A-Za-z0-9][A-Za-z0-9:_.-]*")
          .and(".*(?<!\\.service)", "ends with .service");

  /** A backend or a server of HAProxy, whose runtime API separates commands by semicolons. */
  static final Format<String> HAPROXY =
      Format.matching(
          "letters, digits and _ . : -, beginning with a letter or digit, at most 60 characters",
          60,
          "[A-Za-z0-9][A-Za-z0-9_.:-]*");

  /** An environment variable. */
  static final Format<String> VARIABLE =
      Format.matching(
              "letters, digits and underscores, not beginning with a digit, at most 100 characters",
              100,
              "[A-Za-z_][A-Za-z0-9_]*")
          .and("(?!(PORT|COLOUR|RELEASE)$).*", "is always set by Slipway and cannot be given");

  static final Format<String> MEDIA_TYPE =
      Format.matching(
          "a media type without parameters, such as text/css",
          100,
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*");

  static final Format<String> STRATEGY =
      Format.only("blue-green, the only strategy there is", "blue-green");

  static final Format<Migration.Undo> UNDO =
      Format.only("keep, the only policy there is", "keep").as(text -> Migration.Undo.KEEP);

  static final Format<String> COMMAND =
      Format.line("a shell command on one line, at most 4000 characters", 4000);

  static final Format<String> VALUE =
      Format.line("a text on one line, at most 4000 characters", 4000);

  static final Format<String> CONTAINS =
      Format.line("a text on one line, at most 1000 characters", 1000);

  static final Format<String> BRANCH =
      new Format<>(GitRef.ALLOWED, GitRef.LONGEST, text -> new GitRef(text).value());

  private Names() {}
}
