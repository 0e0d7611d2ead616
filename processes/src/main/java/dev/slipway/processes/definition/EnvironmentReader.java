package dev.slipway.processes.definition;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one of the {@code environments}. */
final class EnvironmentReader {

  private static final Format<Duration> BAKE = Durations.between("0s", "24h");

  private EnvironmentReader() {}

  static Optional<Environment> read(String name, YamlNode node) {
    return node.section(
            "url",
            "platform",
            "router",
            "build",
            "database",
            "health",
            "verify",
            "bake",
            "drain",
            "keep",
            "approval",
            "when-busy")
        .flatMap(section -> read(name, section));
  }

  private static Optional<Environment> read(String name, Section section) {
    Optional<URI> url = section.requireText("url", Addresses.WEB);
    Optional<Platform> platform =
        section.require("platform", PlatformReader.ALLOWED).flatMap(PlatformReader::read);
    Optional<Router> router =
        section.require("router", RouterReader.ALLOWED).flatMap(RouterReader::read);
    List<BuildCommand> build = section.list("build", BuildReader.ALLOWED, BuildReader::read);
    Optional<Migration> migration = section.get("database").flatMap(DatabaseReader::read);
    Optional<HealthCheck> health =
        section.require("health", HealthReader.ALLOWED).flatMap(HealthReader::read);
    List<PageCheck> verify = section.list("verify", VerifyReader.ALLOWED, VerifyReader::read);
    Duration bake = section.duration("bake", BAKE, Duration.ZERO);
    Drain drain = PolicyReader.drain(section.get("drain"));
    Retention keep = PolicyReader.keep(section.get("keep"));
    Approval approval = PolicyReader.approval(section.get("approval"));
    WhenBusy whenBusy = PolicyReader.whenBusy(section);
    if (url.isEmpty() || platform.isEmpty() || router.isEmpty() || health.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Environment(
            name,
            url.get(),
            platform.get(),
            router.get(),
            build,
            migration,
            health.get(),
            verify,
            bake,
            drain,
            keep,
            approval,
            whenBusy));
  }
}
