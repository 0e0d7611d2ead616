package dev.slipway.e2e.front;

import java.util.List;
import java.util.Optional;

/** Answers the commands of HAProxy's runtime API that this front knows, in HAProxy's words. */
final class RuntimeCommands {

  private static final String KNOWN =
      """
        help                                    : list all commands
        set server <bk>/<srv> state <state>     : change a server's state: ready, drain or maint
        show info                               : report information about the running process
        show servers state [<backend>]          : dump volatile server information
        show stat [<backend> <type> <sid>]      : report counters for each server
      """;

  private final Backend backend;
  private final StatTable statistics = new StatTable();

  RuntimeCommands(Backend backend) {
    this.backend = backend;
  }

  /** Answers one command, without the empty line that ends every answer. */
  String answer(String command) {
    List<String> words = List.of(command.strip().split("\\s+", -1));
    if (startsWith(words, "show", "servers", "state")) {
      return state(words.subList(3, words.size()));
    }
    if (startsWith(words, "show", "stat")) {
      return statistics(words.subList(2, words.size()));
    }
    if (startsWith(words, "show", "info")) {
      return "Name: Slipway demo front\nVersion: 2.6.0\nNbproc: 1\nProcess_num: 1\nPid: %d\n"
          .formatted(ProcessHandle.current().pid());
    }
    if (startsWith(words, "set", "server")) {
      return setServer(words.subList(2, words.size()));
    }
    if (startsWith(words, "help")) {
      return "The following commands are valid at this level:\n" + KNOWN;
    }
    return "Unknown command. Please enter one of the following commands only:\n" + KNOWN;
  }

  private static boolean startsWith(List<String> words, String... start) {
    return words.size() >= start.length && words.subList(0, start.length).equals(List.of(start));
  }

  private String state(List<String> arguments) {
    if (!arguments.isEmpty() && !arguments.getFirst().equals(backend.name())) {
      return "Can't find backend.\n";
    }
    return StateTable.write(backend);
  }

  private String statistics(List<String> arguments) {
    if (arguments.size() < 3) {
      return statistics.write(backend, -1, -1);
    }
    String proxy = arguments.get(0);
    if (!List.of("-1", String.valueOf(StatTable.BACKEND_ID), backend.name()).contains(proxy)) {
      return "No such proxy.\n";
    }
    return statistics.write(backend, number(arguments.get(1)), number(arguments.get(2)));
  }

  private static int number(String word) {
    return word.matches("-?\\d{1,6}") ? Integer.parseInt(word) : 0;
  }

  private String setServer(List<String> arguments) {
    String target = arguments.isEmpty() ? "" : arguments.getFirst();
    int slash = target.indexOf('/');
    if (slash < 0) {
      return "Require 'backend/server'.\n";
    }
    if (!target.substring(0, slash).equals(backend.name())) {
      return "No such backend.\n";
    }
    String server = target.substring(slash + 1);
    if (backend.servers().stream().noneMatch(view -> view.name().equals(server))) {
      return "No such server.\n";
    }
    if (arguments.size() < 2 || !arguments.get(1).equals("state")) {
      return "usage: set server <backend>/<server> state\n";
    }
    Optional<AdminState> state =
        arguments.size() < 3 ? Optional.empty() : AdminState.of(arguments.get(2));
    if (state.isEmpty()) {
      return "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n";
    }
    boolean unused = backend.set(server, state.get());
    return "";
  }
}
