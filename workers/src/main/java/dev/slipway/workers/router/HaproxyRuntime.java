package dev.slipway.workers.router;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.HaproxyRouter;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.ssh.RemoteHost;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** HAProxy, asked and told through its runtime API. */
final class HaproxyRuntime implements RouterControl {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}");

  private static final int ROUNDS = 10;

  private final HaproxyRouter router;
  private final RemoteHost host;
  private final RuntimeApi api;

  HaproxyRuntime(HaproxyRouter router, RemoteHost host) {
    // These end up in a line-based protocol.
    requireName(router.backend());
    router.servers().values().forEach(HaproxyRuntime::requireName);
    this.router = router;
    this.host = host;
    this.api = new RuntimeApi(host, router.socket());
  }

  @Override
  public String name() {
    return "HAProxy on " + host.address() + ", backend " + router.backend();
  }

  @Override
  public Map<Colour, Side> sides()
      throws StepFailedException, StepStoppedException, InterruptedException {
    String command = "show servers state " + router.backend();
    String answer = api.ask(command);
    Map<String, Side> servers;
    try {
      servers = ServerStates.parse(answer);
    } catch (IllegalArgumentException e) {
      throw api.failed(command, "HAProxy answered " + RuntimeApi.firstLine(answer), answer);
    }
    Map<Colour, Side> sides = new EnumMap<>(Colour.class);
    for (Colour colour : Colour.values()) {
      Side side = servers.get(server(colour));
      if (side == null) {
        throw api.failed(
            command, "it has no server " + server(colour), "No such server.\n" + answer);
      }
      sides.put(colour, side);
    }
    return sides;
  }

  @Override
  public void admit(Colour colour, Admission admission)
      throws StepFailedException, StepStoppedException, InterruptedException {
    String state =
        switch (admission) {
          case READY -> "ready";
          case DRAINING -> "drain";
          case OUT -> "maint";
        };
    String command = "set server " + router.backend() + "/" + server(colour) + " state " + state;
    api.tell(command);
    Admission now = Objects.requireNonNull(sides().get(colour)).admission();
    if (now != admission) {
      throw api.failed(command, "HAProxy agreed, yet says " + now + " of " + server(colour), "");
    }
  }

  @Override
  public void checkMaySwitch()
      throws StepFailedException, StepStoppedException, InterruptedException {
    // `set server` needs level admin; see "stats socket" in HAProxy's configuration manual.
    String command = "show cli level";
    String level = api.ask(command).strip();
    if (!level.equals("admin")) {
      throw api.failed(
          command,
          "its stats socket has level " + RuntimeApi.firstLine(level) + ", which may not switch",
          "Permission denied");
    }
  }

  @Override
  public long sessions(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    // Type 4 are servers, -1 is every one of them. Not asked by the backend's name, because a
    // frontend of the same name is found first, and has no servers.
    String command = "show stat -1 4 -1";
    String answer = api.ask(command);
    try {
      return Statistics.sessions(answer, router.backend(), server(colour));
    } catch (IllegalArgumentException e) {
      throw api.failed(command, e.getMessage() + ", in " + RuntimeApi.firstLine(answer), answer);
    }
  }

  @Override
  public void keepRoute() throws StepFailedException, StepStoppedException, InterruptedException {
    if (router.stateFile().isEmpty()) {
      return;
    }
    // The file is shared by all backends, so the states of all are written. Whoever writes looks
    // again afterwards: then the last one to write has written what is true, without a lock.
    String written = states();
    for (int round = 0; round < ROUNDS; round++) {
      host.upload(
          new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)),
          router.stateFile().get());
      String now = states();
      if (ServerStates.settings(now).equals(ServerStates.settings(written))) {
        return;
      }
      written = now;
    }
    throw new StepFailedException(
        Failure.of(
                "State file " + router.stateFile().get() + " on " + host.address(),
                "HAProxy's servers were changed each of the " + ROUNDS + " times it was written",
                "Look who else changes the router, then try again")
            .retry());
  }

  private String states() throws StepFailedException, StepStoppedException, InterruptedException {
    String command = "show servers state";
    String states = api.ask(command);
    try {
      var unused = ServerStates.settings(states);
    } catch (IllegalArgumentException e) {
      throw api.failed(command, "HAProxy answered " + RuntimeApi.firstLine(states), states);
    }
    return states;
  }

  @Override
  public void checkRouteCanBeKept()
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (router.stateFile().isEmpty()) {
      return;
    }
    CommandResult writable =
        host.run(RemoteCommand.script("[ -w \"$(dirname -- \"$1\")\" ]", router.stateFile().get()));
    if (!writable.ok()) {
      throw new StepFailedException(
          Failure.of(
              "State file " + router.stateFile().get() + " on " + host.address(),
              "the account may not write it, so a restart of HAProxy would lose the route",
              "Give the account the right to write its directory, or leave state-file out"));
    }
  }

  private String server(Colour colour) {
    return Objects.requireNonNull(router.servers().get(colour), colour::toString);
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a name of HAProxy's: " + name);
    }
  }
}
