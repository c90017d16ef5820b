package dev.pushpull.suite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a fork tells its host, by lines of its standard output, which phase it is in, and why it
 * cannot measure what it was asked to; an exception that JMH prints tells that too.
 */
final class ForkLines {

  private static final String PHASE = "pushpull phase: ";
  private static final String FOR_USER = "pushpull: ";

  /** Made for a user's eyes: these say what was expected and what came. */
  private static final Pattern MADE_FOR_USERS =
      Pattern.compile(
          "(?:Caused by: )?"
              + "(?:dev\\.pushpull\\.[\\w.]*Exception|java\\.lang\\.IllegalArgumentException)"
              + ": (.+)");

  private static final String CLASS = "(?:[a-z]\\w*\\.)+([A-Z]\\w*(?:Exception|Error))";

  private static final Pattern ANY_EXCEPTION =
      Pattern.compile("(?:Exception in thread \"[^\"]*\" )?" + CLASS + "(?:: (.*))?");

  private static final Pattern EXIT_CODE =
      Pattern.compile("<forked VM failed with exit code (\\d+)>");

  /** What JMH, a stack trace or a JVM that cannot start prints around what matters. */
  private static final Pattern AROUND =
      Pattern.compile(
          "\\s*|\\s+at .*|\\s*\\.\\.\\. \\d+ more|Caused by: .*|Suppressed: .*|<.*>|#.*|Forking"
              + " using command.*|Benchmark had encountered error.*|JMH: .*|Iteration +\\d+:"
              + " .*|Error: Could not create the Java Virtual Machine\\.|Error: A fatal exception"
              + " has occurred\\. Program will exit\\.");

  private ForkLines() {}

  /** Prints a fork's phase for its host. */
  static void printPhase(String phase) {
    System.out.println(PHASE + phase);
  }

  /** The phase that a line tells; empty for any other line. */
  static Optional<String> phase(String line) {
    return after(PHASE, line);
  }

  /** What a fork printed itself for its user; empty for any other line. */
  static Optional<String> printed(String line) {
    return after(FOR_USER, line);
  }

  private static Optional<String> after(String prefix, String line) {
    return Optional.of(line)
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()).strip());
  }

  /** Why a fork failed, if a line of its output tells. */
  static Optional<String> parse(String line) {
    return printed(line)
        .or(() -> madeForUsers(line))
        .or(() -> matched(ANY_EXCEPTION, line).map(match -> words(match.group(1), match.group(2))));
  }

  private static Optional<String> madeForUsers(String line) {
    return matched(MADE_FOR_USERS, line).map(match -> match.group(1).strip());
  }

  private static Optional<Matcher> matched(Pattern pattern, String line) {
    return Optional.of(pattern.matcher(line)).filter(Matcher::matches);
  }

  /** An exception without its name, which says nothing to a user. */
  private static String words(String type, @Nullable String message) {
    String text = message == null ? "" : message.replaceAll(CLASS + "(?:: )?", "").strip();
    String colon = text.isEmpty() ? "" : ": " + text;
    return switch (type) {
      case "OutOfMemoryError" -> "out of memory" + colon;
      case "StackOverflowError" -> "stack overflow";
      case "UnknownHostException" -> "unknown host" + colon;
      case "NoSuchFileException", "FileNotFoundException" -> "no such file" + colon;
      case "AccessDeniedException" -> "access denied" + colon;
      default -> text.isEmpty() || type.startsWith("NullPointer") ? "internal error" + colon : text;
    };
  }

  /** The exit code of a fork, if a line of JMH's tells that it failed with one. */
  static Optional<String> exitCode(String line) {
    return matched(EXIT_CODE, line.strip()).map(match -> match.group(1));
  }

  /** Whether a line is a fork's own, and no part of a stack trace or of what JMH prints around. */
  static boolean isOwn(String line) {
    return !AROUND.matcher(line).matches();
  }

  /**
   * The line for a user in the text of an exception; empty if it is none of those that are made for
   * users, so that its trace is what tells.
   */
  static Optional<String> ofUser(String trace) {
    return trace.lines().findFirst().flatMap(ForkLines::madeForUsers);
  }
}
