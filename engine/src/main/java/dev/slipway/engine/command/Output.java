package dev.slipway.engine.command;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Where and how a command says what it found. */
final class Output {

  @Option(names = "--json", description = "Prints what the server answers, as JSON.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Says one line to a person; nothing where a program reads. */
  void line(String text) {
    if (!json) {
      out().println(Screen.safe(text));
      out().flush();
    }
  }

  /** Gives the answer to a program; nothing where a person reads. */
  void json(Api api, JsonNode node) {
    if (json) {
      out().println(api.pretty(node));
      out().flush();
    }
  }
}
