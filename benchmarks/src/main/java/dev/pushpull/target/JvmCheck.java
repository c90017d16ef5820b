package dev.pushpull.target;

import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Finds out whether a child JVM can start, and what one said that could not. */
public final class JvmCheck {

  /** Each may hold an option that a child refuses although its parent took it. */
  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** What the JVM prints around its one line that tells. */
  private static final List<String> FRAME =
      List.of(
          "Picked up ",
          "NOTE: Picked up ",
          "Error occurred during initialization of ",
          "Error: Could not create the Java Virtual Machine",
          "Error: A fatal exception has occurred",
          "OpenJDK 64-Bit Server VM warning:");

  private static final int MAX_OUTPUT = 64 * 1024;
  private static final int START_SECONDS = 30;
  private static final int KILLED = 137;

  private JvmCheck() {}

  /**
   * Starts a JVM with these options and waits until it has said its version.
   *
   * @param what it is for, such as {@code server}
   * @throws IOException if it cannot start; the message holds its own line
   */
  public static void check(String what, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = command(options);
    command.add("-version");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        var output = CompletableFuture.supplyAsync(() -> output(process));
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("it did not end within " + START_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
          throw new IOException(why(output.join(), process.exitValue()));
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new IOException("the %s JVM cannot start: %s".formatted(what, Reason.of(e)), e);
    }
  }

  private static String output(Process process) {
    try (var said = process.getInputStream()) {
      return new String(said.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** The command that starts a JVM like this one with other options; more may be added. */
  static List<String> command(List<String> options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    return command;
  }

  /**
   * What a JVM said that ended too early, in one line, and where its options may be from.
   *
   * @param output all that it printed
   */
  static String why(String output, int exitCode) {
    String said =
        output
            .lines()
            .map(String::strip)
            .takeWhile(line -> !line.startsWith("usage: "))
            .filter(line -> !line.isEmpty() && FRAME.stream().noneMatch(line::startsWith))
            .collect(Collectors.joining("; "));
    String why = said.isEmpty() ? "exit code " + exitCode : Printable.brief(said);
    String killed = exitCode == KILLED ? "; it was killed, perhaps for lack of memory" : "";
    return why + killed + variables();
  }

  private static String variables() {
    return VARIABLES.stream()
        .filter(name -> System.getenv(name) != null)
        .map(name -> " (%s is '%s')".formatted(name, Printable.brief(System.getenv(name))))
        .collect(Collectors.joining());
  }
}
