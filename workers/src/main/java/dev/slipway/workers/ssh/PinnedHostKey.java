package dev.slipway.workers.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows one host key, the pinned one, and remembers what a host showed instead. */
final class PinnedHostKey implements HostKeyRepository {

  private final byte[] pinned;
  private volatile byte @Nullable [] refused;

  /**
   * @param line type and key as in {@code known_hosts}: {@code ssh-ed25519 AAAA…}
   * @throws IllegalArgumentException if that is not what it is
   */
  PinnedHostKey(String line) {
    String[] words = line.strip().split("\\s+", 3);
    if (words.length < 2) {
      throw new IllegalArgumentException("A host key is its type and the key: ssh-ed25519 AAAA…");
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(words[1]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The host key after " + words[0] + " is not Base64", e);
    }
    if (!words[0].equals(typeOf(key))) {
      throw new IllegalArgumentException(
          "The host key after " + words[0] + " is cut off or of another type");
    }
    this.pinned = key;
  }

  String fingerprint() {
    return fingerprint(pinned);
  }

  /** The fingerprint of the key that was shown instead of the pinned one. */
  Optional<String> refused() {
    byte[] key = refused;
    return key == null ? Optional.empty() : Optional.of(fingerprint(key));
  }

  @Override
  public int check(String host, byte[] key) {
    if (MessageDigest.isEqual(pinned, key)) {
      return OK;
    }
    refused = key.clone();
    return typeOf(pinned).equals(typeOf(key)) ? CHANGED : NOT_INCLUDED;
  }

  @Override
  public HostKey[] getHostKey() {
    return getHostKey(null, null);
  }

  /** Lets the library ask the host for a key of the pinned type first. */
  @Override
  public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
    if (type != null && !type.equals(typeOf(pinned))) {
      return new HostKey[0];
    }
    try {
      return new HostKey[] {new HostKey(host == null ? "*" : host, pinned)};
    } catch (JSchException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "the pinned host key";
  }

  @Override
  public void add(HostKey hostkey, UserInfo ui) {
    throw new UnsupportedOperationException("A pinned host key is never added to");
  }

  @Override
  public void remove(String host, String type) {
    throw new UnsupportedOperationException("A pinned host key is never removed");
  }

  @Override
  public void remove(String host, String type, byte[] key) {
    throw new UnsupportedOperationException("A pinned host key is never removed");
  }

  /** RFC 4253, section 6.6: a key begins with its type's length and name. */
  private static String typeOf(byte[] key) {
    if (key.length < 4) {
      return "";
    }
    int length = ByteBuffer.wrap(key).getInt();
    return length < 0 || length > key.length - 4
        ? ""
        : new String(key, 4, length, StandardCharsets.US_ASCII);
  }

  private static String fingerprint(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
