package dev.slipway.workers.reconcile;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.host.HostPaths;
import dev.slipway.workers.host.LoopbackPort;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.router.Route;
import dev.slipway.workers.router.RouterControl;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is seen on a target at one moment.
 *
 * @param route how the router treats each colour
 * @param slots the release that each colour's slot links to, where there is one
 * @param serving the colours that get requests and have something that could answer them
 * @param fence the highest fencing token that was used there
 */
record Sight(Route route, Map<Colour, String> slots, List<Colour> serving, long fence) {

  private static final String LOOK =
      """
      printf 'fence='
      [ ! -s "$1" ] || head -c 20 -- "$1" | head -n 1
      echo
      for slot in "$2" "$3"; do
        printf 'slot='
        [ ! -L "$slot" ] || readlink -- "$slot"
        echo
      done
      """;

  Sight {
    slots = Map.copyOf(slots);
    serving = List.copyOf(serving);
  }

  /** What stands on the host itself. */
  record Marks(long fence, Map<Colour, String> slots) {}

  /** Looks at the host alone. */
  static Marks marks(TargetHost host)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return read(host, host.look(script(host)));
  }

  /** Shuts out whoever held the lease before, and looks at the host then. */
  static Marks fencedMarks(TargetHost host)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return read(host, host.require("Raise the fence", script(host)));
  }

  static Sight of(TargetHost host, RouterControl router, Marks marks)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Route route = Route.of(router);
    List<Colour> serving = new ArrayList<>();
    for (Colour colour : Colour.values()) {
      // A router that was never told admits colours that nobody has ever started.
      if (route.admits(colour)
          && (marks.slots().containsKey(colour) || new LoopbackPort(host, colour).listens())) {
        serving.add(colour);
      }
    }
    return new Sight(route, marks.slots(), serving, marks.fence());
  }

  /** Whether this is what the history says. */
  boolean agreesWith(@Nullable ReleaseFacts history) {
    if (history == null) {
      // Whatever was there before Slipway came is none of its releases.
      return serving.stream().noneMatch(slots::containsKey);
    }
    return serving.stream().map(Colour::toString).toList().equals(colourOf(history))
        && history.id().equals(slots.get(serving.getFirst()));
  }

  private static List<String> colourOf(ReleaseFacts history) {
    String colour = history.colour();
    return colour == null ? List.of() : List.of(colour);
  }

  /** What serves, for people. */
  String words() {
    if (serving.isEmpty()) {
      return "nothing serves";
    }
    String each = serving.stream().map(this::words).collect(Collectors.joining(" and "));
    return serving.size() == 1
        ? each.replaceFirst(" with ", " serves with ")
        : "both colours get requests, " + each;
  }

  private String words(Colour colour) {
    String release = slots.get(colour);
    return colour
        + " with "
        + (release == null ? "something that Slipway did not start" : "release " + release);
  }

  /** What the history says, for people. */
  static String words(@Nullable ReleaseFacts history) {
    return history == null
        ? "nothing serves"
        : history.colour() + " serves with release " + history.id();
  }

  /** Everything that was seen, for people. */
  String evidence() {
    return route.router()
        + "\n"
        + List.of(Colour.values()).stream()
            .map(
                colour ->
                    colour
                        + ": the router says "
                        + route.side(colour)
                        + "; its slot "
                        + (slots.containsKey(colour)
                            ? "links to " + slots.get(colour)
                            : "is empty"))
            .collect(Collectors.joining("\n"))
        + "\nhighest fencing token used there: "
        + fence;
  }

  private static RemoteCommand script(TargetHost host) {
    HostPaths paths = host.paths();
    return RemoteCommand.script(
        LOOK, paths.fence(), paths.slot(Colour.BLUE), paths.slot(Colour.GREEN));
  }

  private static Marks read(TargetHost host, CommandResult result) throws StepFailedException {
    List<String> fence = values(result, "fence=");
    List<String> links = values(result, "slot=");
    if (!result.ok()
        || fence.size() != 1
        || links.size() != Colour.values().length
        || !fence.getFirst().matches("[0-9]{0,18}")) {
      throw host.failed("Look at what stands under " + host.paths().root(), result);
    }
    Map<Colour, String> slots = new EnumMap<>(Colour.class);
    for (Colour colour : List.of(Colour.BLUE, Colour.GREEN)) {
      String link = links.get(colour == Colour.BLUE ? 0 : 1);
      if (!link.isEmpty()) {
        slots.put(colour, link.substring(link.lastIndexOf('/') + 1));
      }
    }
    return new Marks(fence.getFirst().isEmpty() ? 0 : Long.parseLong(fence.getFirst()), slots);
  }

  private static List<String> values(CommandResult result, String name) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .toList();
  }
}
