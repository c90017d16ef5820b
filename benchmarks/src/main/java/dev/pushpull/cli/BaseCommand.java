package dev.pushpull.cli;

import dev.pushpull.console.Commands;
import dev.pushpull.sut.text.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What commands share: where they print, and how they say that something is wrong. */
abstract class BaseCommand implements Callable<Integer> {

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin CommonOptions common = new CommonOptions();

  final PrintWriter out() {
    return command.commandLine().getOut();
  }

  final PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Prints lines at once. */
  final void print(String text) {
    out().print(text);
    out().flush();
  }

  /**
   * The exact command, without the token, which must never lie on disk.
   *
   * @param implied options that were not given, but apply
   */
  final String typed(String... implied) {
    var args = new ArrayList<>(command.commandLine().getParseResult().originalArgs());
    args.addAll(List.of(implied));
    return Commands.quoted(command.root().name(), args);
  }

  /** Reads what was asked for. */
  interface Reader<T, E extends Exception> {
    T read() throws E;
  }

  /** What was asked for; a value that is wrong is a mistake of the user's. */
  final <T, E extends Exception> T asked(Reader<T, E> reader) throws E {
    try {
      return reader.read();
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), e);
    }
  }

  /** A mistake of the user's. */
  final ParameterException usage(String message, @Nullable Throwable cause) {
    return new ParameterException(command.commandLine(), Printable.line(message), cause);
  }

  final ParameterException usage(String message) {
    return usage(message, null);
  }
}
