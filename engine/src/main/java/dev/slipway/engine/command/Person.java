package dev.slipway.engine.command;

import java.io.Console;
import java.util.Optional;

/** Whoever sits at the terminal, if anybody does. */
interface Person {

  /** What they answer; nothing where nobody can be asked. */
  Optional<String> asked(String question);

  /** The one at this process's own terminal. */
  // The launcher chooses the JDK's plain console, of which there is none without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  static Person atTheTerminal() {
    return question -> {
      Console console = System.console();
      return console == null
          ? Optional.empty()
          : Optional.ofNullable(console.readLine("%s", question)).map(String::strip);
    };
  }
}
