package dev.pushpull.cli;

import dev.pushpull.compare.NotComparableException;
import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.ExitCode;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.sut.text.NearNames;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for a user's mistake, never a stack trace; the full cause with {@code --verbose}. */
final class Errors {

  private static final long MIB = 1024 * 1024;

  private Errors() {}

  static int usage(ParameterException error, String[] args) {
    Throwable cause = Arrays.asList(args).contains(CommonOptions.VERBOSE) ? error.getCause() : null;
    return say(error.getCommandLine(), message(error), cause, ExitCode.USAGE);
  }

  static int execution(Exception error, CommandLine command, ParseResult parsed) {
    boolean verbose = parsed.originalArgs().contains(CommonOptions.VERBOSE);
    return say(command, describe(error), verbose ? error : null, ExitCode.COULD_NOT_RUN);
  }

  private static int say(
      CommandLine command, String message, @Nullable Throwable trace, int exitCode) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + message);
    if (trace != null) {
      trace.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }

  private static String message(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getCommandLine(), unmatched.getUnmatched().getFirst());
    }
    var subcommands = error.getCommandLine().getSubcommands().keySet();
    String message = oneLine(error.getMessage());
    return message.startsWith("Unknown subcommand") // which 'help' is asked for
        ? unknown("command", String.valueOf(error.getValue()), subcommands)
        : message;
  }

  private static String unknown(CommandLine command, String written) {
    if (written.length() > 1 && written.startsWith("-")) {
      List<String> options =
          command.getCommandSpec().options().stream()
              .filter(option -> !option.hidden())
              .map(option -> option.longestName())
              .toList();
      return unknown("option", written, options);
    }
    return command.getSubcommands().isEmpty()
        ? "unexpected argument '" + oneLine(written) + "'"
        : unknown("command", written, command.getSubcommands().keySet());
  }

  private static String unknown(String kind, String written, Collection<String> names) {
    return "unknown %s '%s'%s".formatted(kind, oneLine(written), NearNames.hint(written, names));
  }

  /**
   * Runs the command that was parsed. An {@link Error} such as a lack of memory ends it as any
   * other failure does, since a JVM that dies of one ends with the code of a requirement that is
   * not met.
   */
  static int guarded(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) {
      CommandLine last = parsed.asCommandLineList().getLast();
      throw new ExecutionException(last, "", new CouldNotRunException(describe(e), e));
    }
  }

  private static String describe(Throwable error) {
    return switch (error) {
      case CouldNotRunException _ -> oneLine(error.getMessage());
      case IOException _,
          UncheckedIOException _,
          RunDirectoryException _,
          NotComparableException _ ->
          oneLine(Reason.withFile(error));
      case OutOfMemoryError _ ->
          "out of memory; the heap is limited to %d MiB"
              .formatted(Runtime.getRuntime().maxMemory() / MIB);
      case StackOverflowError _ -> Reason.of(error);
      default ->
          "internal error: %s; run again with %s for details"
              .formatted(Reason.of(error), CommonOptions.VERBOSE);
    };
  }

  private static String oneLine(@Nullable String message) {
    // A message may quote a file, and a file may hold anything.
    return message == null
        ? "unknown error"
        : Printable.line(message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
