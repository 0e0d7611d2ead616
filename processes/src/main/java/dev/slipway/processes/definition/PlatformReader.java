package dev.slipway.processes.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code platform}. */
final class PlatformReader {

  static final String ALLOWED = "host, with how the host is reached below it";

  private static final String PATHS = "a list of relative paths";

  private PlatformReader() {}

  static Optional<Platform> read(YamlNode node) {
    return node.section("host")
        .flatMap(section -> section.require("host", ALLOWED))
        .flatMap(
            host ->
                host.section(
                    "ssh",
                    "key",
                    "passphrase",
                    "host-key",
                    "root",
                    "strategy",
                    "ports",
                    "unit",
                    "run",
                    "required",
                    "shared",
                    "variables"))
        .flatMap(PlatformReader::host);
  }

  private static Optional<Platform> host(Section section) {
    Optional<SshAddress> ssh = section.requireText("ssh", Addresses.SSH);
    Optional<SecretReference> key =
        section.require("key", Names.SECRET.allowed()).flatMap(YamlNode::secret);
    Optional<SecretReference> passphrase = section.get("passphrase").flatMap(YamlNode::secret);
    Optional<String> hostKey = section.requireText("host-key", HostKeys.PINNED);
    Optional<String> root = section.requireText("root", Paths.ABSOLUTE);
    section.text("strategy", Names.STRATEGY);
    Map<Colour, Integer> ports = ports(section.get("ports"));
    Optional<ServiceProcess> process = process(section);
    List<String> linked = new ArrayList<>();
    List<String> required = section.list("required", PATHS, item -> linked(item, linked));
    List<String> shared = section.list("shared", PATHS, item -> linked(item, linked));
    Map<String, String> variables = variables(section.get("variables"));
    if (ssh.isEmpty()
        || key.isEmpty()
        || hostKey.isEmpty()
        || root.isEmpty()
        || process.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HostPlatform(
            ssh.get(),
            key.get(),
            passphrase,
            hostKey.get(),
            root.get(),
            ports,
            process.get(),
            required,
            shared,
            variables));
  }

  private static Map<Colour, Integer> ports(Optional<YamlNode> node) {
    Map<Colour, Integer> ports = Map.of(Colour.BLUE, 8001, Colour.GREEN, 8002);
    Optional<Section> section = node.flatMap(n -> n.section("blue", "green"));
    if (section.isEmpty()) {
      return ports;
    }
    String allowed = "a whole number from 1 to 65535";
    Optional<Integer> blue =
        section.get().require("blue", allowed).flatMap(n -> n.number(1, 65_535));
    Optional<Integer> green =
        section.get().require("green", allowed).flatMap(n -> n.number(1, 65_535));
    if (blue.isPresent() && blue.equals(green)) {
      section
          .get()
          .problem("green", "is the port of blue too", "two different ports, one for each colour");
    }
    return blue.isPresent() && green.isPresent()
        ? Map.of(Colour.BLUE, blue.get(), Colour.GREEN, green.get())
        : ports;
  }

  private static Optional<ServiceProcess> process(Section section) {
    String allowed =
        "unit (a systemd template unit) or run (a command under Slipway's own supervisor), and not"
            + " both";
    if (section.has("unit") == section.has("run")) {
      if (section.has("run")) {
        section.problem("run", "stands beside unit", allowed);
      } else {
        section.missing("unit", allowed);
      }
      return Optional.empty();
    }
    Optional<ServiceProcess> unit =
        section.text("unit", Names.UNIT).map(ServiceProcess.SystemdUnit::new);
    return unit.or(() -> section.text("run", Names.COMMAND).map(ServiceProcess.Supervised::new));
  }

  // Two links cannot have one place, nor can one stand inside what another points to.
  private static Optional<String> linked(YamlNode item, List<String> before) {
    Optional<String> path = item.text(Paths.RELATIVE);
    path.ifPresent(
        p -> {
          for (String other : before) {
            if ((p + "/").startsWith(other + "/") || (other + "/").startsWith(p + "/")) {
              item.problem(
                  "is the same as " + other + " or one lies inside the other",
                  "paths in required and shared of which none contains another");
            }
          }
          before.add(p);
        });
    return path;
  }

  private static Map<String, String> variables(Optional<YamlNode> node) {
    Map<String, String> variables = new LinkedHashMap<>();
    node.flatMap(n -> n.entries("a mapping of names to texts"))
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              if (value.keyIs(name, Names.VARIABLE)) {
                value.text(Names.VALUE).ifPresent(text -> variables.put(name, text));
              }
            });
    return variables;
  }
}
