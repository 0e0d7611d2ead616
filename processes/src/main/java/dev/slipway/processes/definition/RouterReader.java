package dev.slipway.processes.definition;

import java.util.Map;
import java.util.Optional;

/** Reads {@code router}. */
final class RouterReader {

  static final String ALLOWED = "haproxy, with its socket and backend below it";

  private RouterReader() {}

  static Optional<Router> read(YamlNode node) {
    return node.section("haproxy")
        .flatMap(section -> section.require("haproxy", ALLOWED))
        .flatMap(haproxy -> haproxy.section("socket", "backend", "servers", "state-file"))
        .flatMap(RouterReader::haproxy);
  }

  private static Optional<Router> haproxy(Section section) {
    Optional<String> socket = section.requireText("socket", Addresses.SOCKET);
    Optional<String> backend = section.requireText("backend", Names.HAPROXY);
    Map<Colour, String> servers = servers(section.get("servers"));
    Optional<String> stateFile = section.text("state-file", Paths.ABSOLUTE);
    return socket.flatMap(s -> backend.map(b -> new HaproxyRouter(s, b, servers, stateFile)));
  }

  private static Map<Colour, String> servers(Optional<YamlNode> node) {
    Optional<Section> section = node.flatMap(n -> n.section("blue", "green"));
    Optional<String> blue = section.flatMap(s -> s.requireText("blue", Names.HAPROXY));
    Optional<String> green = section.flatMap(s -> s.requireText("green", Names.HAPROXY));
    if (section.isPresent() && blue.isPresent() && blue.equals(green)) {
      section
          .get()
          .problem("green", "is the server of blue too", "two servers, one for each colour");
    }
    return Map.of(Colour.BLUE, blue.orElse("blue"), Colour.GREEN, green.orElse("green"));
  }
}
