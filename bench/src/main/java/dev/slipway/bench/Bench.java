package dev.slipway.bench;

import dev.slipway.bench.chaos.Chaos;
import dev.slipway.bench.chaos.Recoveries;
import dev.slipway.bench.commands.Commands;
import dev.slipway.bench.commands.Versions;
import dev.slipway.bench.figure.Report;
import dev.slipway.bench.handoff.Handoff;
import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Closing;
import dev.slipway.bench.machine.Machine;
import dev.slipway.bench.machine.Packages;
import dev.slipway.bench.machine.Programs;
import dev.slipway.bench.machine.Workplace;
import dev.slipway.bench.server.BenchServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command: says on what it measures, measures, and says whether the goals were met. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures Slipway on this machine, beside what it is to be compared with.",
      "As root on Debian it installs what it compares with."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:with --strict, a goal was missed; otherwise it could not measure",
      "2:wrong usage"
    })
public final class Bench implements Callable<Integer> {

  private static final int RUNS = 150;
  private static final int ROUNDS = 7;

  @Parameters(
      index = "0",
      defaultValue = "all",
      completionCandidates = Selection.Names.class,
      paramLabel = "MEASUREMENT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Selection selection = Selection.ALL;

  @Option(names = "--json", paramLabel = "FILE", description = "writes every raw figure there")
  private @Nullable Path json;

  @Option(names = "--seeds", paramLabel = "N", description = "chaos: how many (default: 100)")
  private int seeds = 100;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "chaos, recovery: the first one (default: 1)")
  private long seed = 1;

  @Option(names = "--kills", paramLabel = "N", description = "recovery: how many (default: 50)")
  private int kills = 50;

  @Option(names = "--strict", description = "status 1 when a goal is missed")
  private boolean strict;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(
        commandLine()
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Closing closing = new Closing(err);
    Thread hook = new Thread(closing::close, "bench-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Report report = new Report(out);
      measure(report, closing, out);
      if (json != null) {
        report.write(json);
      }
      return exitCode(strict, report);
    } catch (BenchException e) {
      err.println(e.getMessage());
      return 1;
    } finally {
      closing.close();
    }
  }

  static int exitCode(boolean strict, Report report) {
    return strict && !report.everyGoalMet() ? 1 : 0;
  }

  private void measure(Report report, Closing closing, PrintWriter out)
      throws BenchException, IOException, InterruptedException {
    Workplace place = closing.add(Workplace.make());
    Programs programs = Programs.ofThisMachine();
    if (selection.includes(Selection.COMMANDS)) {
      new Packages(programs, place.directory("packages"), out).provide();
    }
    Map<String, String> setup = new LinkedHashMap<>();
    setup.put("date", Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    setup.putAll(Machine.describe());
    if (selection == Selection.CHAOS) {
      report.setup(setup);
      report.add(new Chaos(place.directory("chaos"), seed, seeds, out).measure());
      return;
    }
    if (selection == Selection.RECOVERY) {
      report.setup(setup);
      report.add(new Recoveries(place.directory("recovery"), seed, kills).measure());
      return;
    }
    BenchServer server = closing.add(BenchServer.start(place));
    setup.putAll(server.describe());
    if (selection.includes(Selection.COMMANDS)) {
      setup.putAll(new Versions(place, programs).describe());
    }
    report.setup(setup);
    if (selection.includes(Selection.HANDOFF)) {
      report.add(new Handoff(server, RUNS).measure());
    }
    if (selection.includes(Selection.COMMANDS)) {
      report.add(new Commands(server, place, programs, closing, ROUNDS).measure());
    }
  }
}
