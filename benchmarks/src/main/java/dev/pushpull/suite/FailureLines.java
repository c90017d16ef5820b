package dev.pushpull.suite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a fork tells why it cannot measure what it was asked to: by a line of its own, or by an
 * exception that JMH prints.
 */
final class FailureLines {

  /** What a fork's own line begins with. */
  private static final String PREFIX = "pushpull: ";

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

  private FailureLines() {}

  /** What a fork printed itself for its user; empty for any other line. */
  static Optional<String> printed(String line) {
    return line.startsWith(PREFIX)
        ? Optional.of(line.substring(PREFIX.length()).strip())
        : Optional.empty();
  }

  /** Why a fork failed, if a line of its output tells. */
  static Optional<String> parse(String line) {
    Optional<String> printed = printed(line);
    if (printed.isPresent()) {
      return printed;
    }
    Matcher made = MADE_FOR_USERS.matcher(line);
    if (made.matches()) {
      return Optional.of(made.group(1).strip());
    }
    Matcher any = ANY_EXCEPTION.matcher(line);
    return any.matches() ? Optional.of(words(any.group(1), any.group(2))) : Optional.empty();
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
    Matcher code = EXIT_CODE.matcher(line.strip());
    return code.matches() ? Optional.of(code.group(1)) : Optional.empty();
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
    String first = trace.lines().findFirst().orElse("");
    Matcher made = MADE_FOR_USERS.matcher(first);
    return made.matches() ? Optional.of(made.group(1).strip()) : Optional.empty();
  }
}
