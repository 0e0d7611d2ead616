package dev.slipway.engine.access;

import dev.slipway.engine.data.DataDirectory;
import dev.slipway.engine.data.PrivateFiles;
import dev.slipway.engine.node.NodeProperties;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Sees to it that somebody can sign in, and that the commands on this machine have a token. */
@Component
class FirstAdmin implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
  private static final String TOKEN = "admin-token";
  private static final String FIRST_SERVER = "slipway-1";

  private final AdminProperties properties;
  private final NodeProperties node;
  private final Accounts accounts;
  private final Tokens tokens;
  private final DataDirectory data;
  private final PrintStream terminal;

  FirstAdmin(
      AdminProperties properties,
      NodeProperties node,
      Accounts accounts,
      Tokens tokens,
      DataDirectory data) {
    this.node = node;
    this.properties = properties;
    this.accounts = accounts;
    this.tokens = tokens;
    this.data = data;
    this.terminal = System.out;
  }

  @Override
  public void afterSingletonsInstantiated() {
    account();
    try {
      token();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void account() {
    String given = properties.password();
    Optional<Account> there = accounts.find(properties.name());
    if (there.isEmpty()) {
      String password = given == null ? generated() : given;
      accounts.create(properties.name(), "Administrator", password, Set.of(Right.ADMIN));
      if (given == null) {
        // To the terminal and not to the log, which is kept.
        terminal.println(
            "First sign-in: "
                + properties.name()
                + " with the password "
                + password
                + " (shown only now)");
      }
    } else if (given != null && accounts.signIn(properties.name(), given).isEmpty()) {
      accounts.changePassword(properties.name(), given);
      LOG.info("The password of {} is now the one given at this start", properties.name());
    }
  }

  private void token() throws IOException {
    Path file = data.resolve(TOKEN);
    if (Files.exists(file) && tokens.find(Files.readString(file).strip()).isPresent()) {
      return;
    }
    // Each server of a database has a data directory and a token of its own.
    String name = node.name().equals(FIRST_SERVER) ? TOKEN : TOKEN + "." + node.name();
    String token = tokens.issue(name, Set.of(Right.ADMIN), properties.name(), null);
    PrivateFiles.write(file, token + "\n");
  }

  private static String generated() {
    byte[] random = new byte[15];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random);
  }
}
