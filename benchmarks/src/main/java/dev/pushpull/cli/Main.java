package dev.pushpull.cli;

import dev.pushpull.console.ExitCode;
import dev.pushpull.console.StandardOutput;
import dev.pushpull.suite.JmhRunner;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.sut.text.Reason;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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

  /** Must be set before the first logger is made. */
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    boolean verbose = Arrays.asList(args).contains(CommonOptions.VERBOSE);
    System.setProperty(LOG_LEVEL, verbose ? "debug" : "warn");
    var written = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    System.exit(execute(commandLine(new JmhRunner()), written, args));
  }

  /** Runs a command; what it printed must have been written if it is to end well. */
  public static int execute(CommandLine commands, StandardOutput written, String... args) {
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

  /** All commands, which print to this process's standard output and error. */
  public static CommandLine commandLine(SuiteRunner runner) {
    // Its options belong to JMH, which knows them better.
    var jmh = new CommandLine(new JmhCommand()).setUnmatchedOptionsArePositionalParams(true);
    return new CommandLine(new Main())
        .addSubcommand(new RunCommand(runner))
        .addSubcommand(new ReportCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new TuneCommand(runner))
        .addSubcommand(new TargetsCommand())
        .addSubcommand(new RecordCommand())
        .addSubcommand(ServeCommand.line())
        .addSubcommand(new DoctorCommand())
        .addSubcommand(jmh)
        .addSubcommand(new HelpCommand())
        .registerConverter(Path.class, Main::path)
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setExecutionStrategy(Errors::guarded)
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution);
  }

  /** Reads every option and parameter that names a file or a folder. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it must not be empty");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(Reason.of(e));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "a command is missing; 'pushpull --help' lists them");
  }
}
