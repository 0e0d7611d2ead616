package dev.slipway.processes.definition;

import java.util.Optional;

/** Reads {@code source}. */
final class SourceReader {

  private SourceReader() {}

  static Optional<Source> read(YamlNode node) {
    return node.section("git", "branch", "key").flatMap(SourceReader::read);
  }

  private static Optional<Source> read(Section section) {
    Optional<String> git = section.requireText("git", Addresses.GIT);
    Optional<String> branch = section.requireText("branch", Names.BRANCH);
    Optional<SecretReference> key = section.get("key").flatMap(YamlNode::secret);
    if (section.has("key") && git.isPresent() && !Addresses.isSsh(git.get())) {
      section.problem(
          "key",
          "is of no use, because the repository is not reached over SSH",
          "no key, or a repository such as ssh://user@host/path or user@host:path");
    }
    return git.flatMap(g -> branch.map(b -> new Source(g, b, key)));
  }
}
