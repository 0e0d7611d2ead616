package dev.slipway.engine.secret;

import dev.slipway.engine.data.DataDirectory;
import dev.slipway.engine.data.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Secrets as files {@code secrets/<name>} of the data directory, or else as environment variables
 * {@code SLIPWAY_SECRET_<NAME>}.
 */
@Component
final class LocalSecretStore implements SecretStore {

  private static final Pattern NAMES = Pattern.compile(NAME);

  private final Path directory;
  private final Lookup environment;

  @Autowired
  LocalSecretStore(DataDirectory data) {
    this(data.secrets(), System::getenv);
  }

  LocalSecretStore(Path directory, Lookup environment) {
    this.directory = directory;
    this.environment = environment;
  }

  @Override
  public Optional<String> find(String name) {
    if (!NAMES.matcher(name).matches()) {
      throw new SecretRefusedException(
          "A secret's name is made of lower case letters, digits, dots, hyphens and underscores");
    }
    Path file = directory.resolve(name);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(read(name, file));
    }
    return Optional.ofNullable(environment.get(variable(name))).map(value -> bounded(name, value));
  }

  private static String read(String name, Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new SecretRefusedException("The secret " + name + " is not a file: " + file);
      }
      if (PrivateFiles.isOpenToOthers(file)) {
        throw new SecretRefusedException(
            "Other users may read the secret " + name + ". Close it with: chmod 600 " + file);
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(LIMIT + 1);
      }
      if (bytes.length > LIMIT) {
        throw tooLong(name);
      }
      return withoutLineBreak(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new SecretRefusedException("The secret " + name + " is not UTF-8 text: " + file);
    } catch (IOException e) {
      throw new SecretRefusedException(
          "The secret " + name + " cannot be read from " + file + " (" + e.getMessage() + ")");
    }
  }

  private static String bounded(String name, String value) {
    if (value.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
      throw tooLong(name);
    }
    return value;
  }

  private static SecretRefusedException tooLong(String name) {
    return new SecretRefusedException(
        "The secret " + name + " is longer than " + LIMIT / 1024 + " KiB");
  }

  private static String variable(String name) {
    return "SLIPWAY_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /** Editors end a file with one; a private key keeps those within. */
  private static String withoutLineBreak(String text) {
    return text.endsWith("\n") && text.indexOf('\n') == text.length() - 1
        ? text.substring(0, text.endsWith("\r\n") ? text.length() - 2 : text.length() - 1)
        : text;
  }

  /** The environment's variables. */
  interface Lookup {
    @Nullable String get(String variable);
  }
}
