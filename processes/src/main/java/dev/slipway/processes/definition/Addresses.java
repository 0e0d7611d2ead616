package dev.slipway.processes.definition;

import java.net.URI;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of hosts, repositories and routers. */
final class Addresses {

  private static final String HOST = "[A-Za-z0-9][A-Za-z0-9.-]{0,252}";
  private static final String USER = "[A-Za-z_][A-Za-z0-9_.-]{0,31}";
  private static final String PATH = "[A-Za-z0-9._~+@=,%/-]";
  private static final String PORT = "(?::[0-9]{1,5})?";

  private static final Pattern SSH_SHAPE =
      Pattern.compile("(?<user>" + USER + ")@(?<host>" + HOST + ")(?::(?<port>[0-9]{1,5}))?");

  private static final Pattern GIT_SHAPE =
      Pattern.compile(
          "ssh://(?:"
              + USER
              + "@)?"
              + HOST
              + PORT
              + "/"
              + PATH
              + "+"
              + "|https://"
              + HOST
              + PORT
              + "/"
              + PATH
              + "+"
              + "|file:///"
              + PATH
              + "+"
              + "|/"
              + PATH
              + "+"
              + "|"
              + USER
              + "@"
              + HOST
              + ":(?!-)"
              + PATH
              + "+");

  private static final String WEB_SHAPE =
      "https?://" + HOST + PORT + "(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+)?";

  /** An account on a host. */
  static final Format<SshAddress> SSH =
      new Format<>(
          "user@host or user@host:port, such as deploy@harbour.example.org:22; the host as a name"
              + " or an IPv4 address",
          320,
          Addresses::ssh);

  /** A repository that git can be asked for without being told to run something. */
  static final Format<String> GIT =
      new Format<>(
          "ssh://user@host/path, user@host:path, https://host/path without a user, file:///path or"
              + " an absolute path; letters, digits and . _ ~ + @ = , % - in the path, no ..",
          1000, Addresses::git);

  /** The address under which people reach an environment. */
  static final Format<URI> WEB =
      Format.matching(
              "an http or https URL such as https://harbour.example.org, without user, query and"
                  + " fragment",
              1000,
              WEB_SHAPE)
          .as(URI::create);

  /** Where HAProxy's runtime API listens. */
  static final Format<String> SOCKET =
      new Format<>(
          "the absolute path of a unix socket, at most 100 characters, or address:port such as"
              + " 127.0.0.1:9999",
          300,
          Addresses::socket);

  private Addresses() {}

  /** Whether a repository is reached over SSH, and so may need a key. */
  static boolean isSsh(String git) {
    return git.startsWith("ssh://") || !(git.contains("://") || git.startsWith("/"));
  }

  private static SshAddress ssh(String text) {
    Matcher matcher = SSH_SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not an account on a host");
    }
    String port = matcher.group("port");
    return new SshAddress(
        matcher.group("user"), matcher.group("host"), port == null ? 22 : port(port));
  }

  private static String git(String text) {
    if (text.startsWith("-")) {
      throw new IllegalArgumentException("begins with a hyphen, which git takes for an option");
    } else if (text.contains("::")) {
      throw new IllegalArgumentException("names a transport helper, which would run a command");
    } else if (!GIT_SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("is not the address of a repository");
    } else if (Arrays.asList(text.split("[/:]", -1)).contains("..")) {
      throw new IllegalArgumentException("contains the segment ..");
    }
    return text;
  }

  private static String socket(String text) {
    if (text.startsWith("/")) {
      if (text.length() > 100) {
        throw new IllegalArgumentException("is too long for a unix socket");
      }
      return Paths.ABSOLUTE.read(text);
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || !text.substring(0, colon).matches(HOST)) {
      throw new IllegalArgumentException("is neither an absolute path nor address:port");
    }
    port(text.substring(colon + 1));
    return text;
  }

  private static int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("has a port that is not from 1 to 65535");
    }
    return port;
  }
}
