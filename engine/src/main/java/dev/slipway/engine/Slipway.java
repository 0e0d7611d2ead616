package dev.slipway.engine;

import dev.slipway.engine.command.ApproveCommand;
import dev.slipway.engine.command.CancelCommand;
import dev.slipway.engine.command.CheckCommand;
import dev.slipway.engine.command.CommandFailure;
import dev.slipway.engine.command.ExitCode;
import dev.slipway.engine.command.LogsCommand;
import dev.slipway.engine.command.ReleaseCommand;
import dev.slipway.engine.command.RollbackCommand;
import dev.slipway.engine.command.RunsCommand;
import dev.slipway.engine.command.TasksCommand;
import dev.slipway.engine.command.TokenCommand;
import dev.slipway.engine.command.WorkerCommand;
import dev.slipway.engine.command.WorkersCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Everything Slipway does, by command. */
@Command(
    name = "slipway",
    description = "Releases web applications, every step undoable.",
    mixinStandardHelpOptions = true,
    versionProvider = Slipway.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServerCommand.class,
      CheckCommand.class,
      ReleaseCommand.class,
      RollbackCommand.class,
      RunsCommand.class,
      LogsCommand.class,
      TasksCommand.class,
      ApproveCommand.class,
      CancelCommand.class,
      TokenCommand.class,
      WorkerCommand.class,
      WorkersCommand.class,
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; of release and rollback with --wait, live",
      "1:failed; of release and rollback with --wait, restored",
      "2:wrong usage, or a value that is refused",
      "3:a person has to look: the run is held",
      "4:rejected or cancelled",
      "5:the server cannot be reached",
      "6:the server will not have this worker",
    })
public final class Slipway {

  private Slipway() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(out, err, arguments));
  }

  /** Runs one command to its end, and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new Slipway())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(Slipway::explain)
        .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof CommandFailure known) {
      command.getErr().println(known.getMessage());
      return known.exitCode();
    }
    command.getErr().println("Something went wrong that Slipway did not expect:");
    failure.printStackTrace(command.getErr());
    return ExitCode.FAILED;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Slipway.class.getPackage().getImplementationVersion();
      return new String[] {"slipway " + (version == null ? "development" : version)};
    }
  }
}
