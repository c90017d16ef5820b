package dev.pushpull.cli;

import dev.pushpull.suite.JmhOperationRunner;
import dev.pushpull.suite.JmhSweepRunner;
import dev.pushpull.suite.OperationRunner;
import dev.pushpull.suite.SweepRunner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code pushpull COMMAND}. Exit codes: 0 fine, 1 a requirement is not met, a trial is INVALID or a
 * comparison's condition holds, 2 usage, 3 could not run.
 */
@Command(
    name = "pushpull",
    description = "How fresh is your data, and what does freshness cost?",
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin CommonOptions common = new CommonOptions();

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    Verbosity.apply(args);
    var written = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    System.exit(execute(commandLine(new JmhSweepRunner()), written, args));
  }

  /** Runs a command; what it printed must have been written if it is to end well. */
  static int execute(CommandLine commands, StandardOutput written, String... args) {
    int code = commands.execute(args);
    commands.getOut().flush();
    Optional<String> problem = written.problem();
    problem.ifPresent(
        why -> {
          commands.getErr().println("pushpull: standard output cannot be written: " + why);
          commands.getErr().flush();
        });
    return problem.isPresent() ? ExitCode.COULD_NOT_RUN : code;
  }

  static CommandLine commandLine(SweepRunner runner) {
    return commandLine(runner, new JmhOperationRunner());
  }

  static CommandLine commandLine(SweepRunner runner, OperationRunner operations) {
    // Its options belong to JMH, which knows them better.
    var jmh = new CommandLine(new JmhCommand()).setUnmatchedOptionsArePositionalParams(true);
    return new CommandLine(new Main())
        .addSubcommand(new RunCommand(runner, operations))
        .addSubcommand(new ReportCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new TuneCommand(runner))
        .addSubcommand(ServeCommand.line())
        .addSubcommand(new DoctorCommand())
        .addSubcommand(jmh)
        .addSubcommand(new HelpCommand())
        .registerConverter(Path.class, new PathArgument())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setExecutionStrategy(Errors::guarded)
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution);
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "a command is missing; 'pushpull --help' lists them");
  }
}
