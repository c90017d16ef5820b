package dev.pushpull.cli;

import dev.pushpull.plan.Plan;
import dev.pushpull.report.Progress;
import dev.pushpull.result.Environment;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.suite.SweepRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code pushpull COMMAND}. Exit codes: 0 fine, 1 a requirement is not met or a trial is INVALID, 2
 * usage, 3 could not run.
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
    // INTEGRATION: the sweep runner of package suite goes here.
    System.exit(commandLine(new NotBuiltIn()).execute(args));
  }

  static CommandLine commandLine(SweepRunner runner) {
    return new CommandLine(new Main())
        .addSubcommand(new RunCommand(runner))
        .addSubcommand(new ReportCommand())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution);
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "a command is missing; 'pushpull --help' lists them");
  }

  /** Until the sweep runner is joined, says so rather than pretend. */
  private static final class NotBuiltIn implements SweepRunner {

    @Override
    public Environment environment(String commandLine) {
      throw new UnsupportedOperationException("this build has no sweep runner");
    }

    @Override
    public void run(Plan plan, RunDirectory directory, Progress progress) throws IOException {
      throw new IOException("this build has no sweep runner");
    }
  }
}
