package dev.slipway.processes.definition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * Public keys of hosts as {@code known_hosts} writes them, without names in front and comments
 * behind. The coded part begins with the type again, after its length in four bytes (RFC 4253,
 * section 6.6).
 */
final class HostKeys {

  static final Format<String> PINNED =
      new Format<>(
          "a type and a key on one line as in known_hosts, such as ssh-ed25519 AAAA…; the type one"
              + " of ssh-ed25519, ecdsa-sha2-nistp256, ecdsa-sha2-nistp384, ecdsa-sha2-nistp521,"
              + " ssh-rsa; ssh-keyscan prints it",
          4000,
          HostKeys::check);

  private static final Set<String> TYPES =
      Set.of(
          "ssh-ed25519",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "ssh-rsa");

  // Shorter than any real key of these types: an Ed25519 key has 32 bytes after its type.
  private static final int LEAST_BYTES = 4 + 11 + 4 + 32;

  private HostKeys() {}

  private static String check(String text) {
    int space = text.indexOf(' ');
    String type = space < 0 ? text : text.substring(0, space);
    if (space < 0 || text.indexOf(' ', space + 1) >= 0) {
      throw new IllegalArgumentException("is not a type, one space and a key");
    } else if (!TYPES.contains(type)) {
      throw new IllegalArgumentException("has a type of key that is not known here");
    }
    byte[] key = decode(text.substring(space + 1));
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    boolean named =
        key.length >= LEAST_BYTES
            && Arrays.equals(key, 0, 4, new byte[] {0, 0, 0, (byte) name.length}, 0, 4)
            && Arrays.equals(key, 4, 4 + name.length, name, 0, name.length);
    if (!named) {
      throw new IllegalArgumentException("has a key that is cut off or of another type");
    }
    return text;
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has a key that is not base64", e);
    }
  }
}
