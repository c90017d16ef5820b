package dev.pushpull.cli;

import dev.pushpull.report.Printable;
import java.io.PrintWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for a user's mistake, never a stack trace; the full cause with {@code --verbose}. */
final class Errors {

  private Errors() {}

  static int usage(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    String hint = "";
    if (error instanceof UnmatchedArgumentException unmatched) {
      var near = unmatched.getSuggestions();
      hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }
    err.println(name(command) + ": " + oneLine(error.getMessage()) + hint);
    if (verbose(args) && error.getCause() != null) {
      error.getCause().printStackTrace(err);
    }
    err.flush();
    return ExitCode.USAGE;
  }

  static int execution(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(name(command) + ": " + describe(error));
    if (parsed.originalArgs().contains(Verbosity.OPTION)) {
      error.printStackTrace(err);
    }
    err.flush();
    return ExitCode.COULD_NOT_RUN;
  }

  private static String describe(Exception error) {
    if (error instanceof CouldNotRunException) {
      return oneLine(error.getMessage());
    }
    return "unexpected %s: %s; %s shows where"
        .formatted(error.getClass().getSimpleName(), oneLine(error.getMessage()), Verbosity.OPTION);
  }

  private static boolean verbose(String[] args) {
    return Arrays.asList(args).contains(Verbosity.OPTION);
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static String oneLine(@Nullable String message) {
    // A message may quote a file, and a file may hold anything.
    return message == null
        ? "no message"
        : Printable.line(message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
