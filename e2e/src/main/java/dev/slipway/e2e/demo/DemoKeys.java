package dev.slipway.e2e.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * The keys of one demo, made anew each time and worth nothing anywhere else.
 *
 * @param host by which the host is recognised
 * @param account with which the server signs in
 * @param password of the server's first user
 */
public record DemoKeys(KeyPair host, KeyPair account, String password) {

  // Without letters and digits that look alike.
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_LENGTH = 16;

  public static DemoKeys generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    random
        .ints(PASSWORD_LENGTH, 0, LETTERS.length())
        .forEach(index -> password.append(LETTERS.charAt(index)));
    return new DemoKeys(
        generator.generateKeyPair(), generator.generateKeyPair(), password.toString());
  }

  /** The host's public key as in {@code known_hosts}, without the host. */
  public String hostKeyLine() {
    return PublicKeyEntry.toString(host.getPublic());
  }

  /** The private key of the account, as OpenSSH keeps it. */
  public String accountKeyFile() throws IOException, GeneralSecurityException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    OpenSSHKeyEncryptionContext unencrypted = null;
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(account, "demo", unencrypted, file);
    return file.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "DemoKeys[…]";
  }
}
