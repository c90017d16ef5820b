package dev.pushpull.suite;

import dev.pushpull.sut.text.Reason;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern ANY_EXCEPTION =
      Pattern.compile("(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error)(?:: .*)?");

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
    return ANY_EXCEPTION.matcher(line).matches()
        ? Optional.of(Reason.ofTrace(line))
        : Optional.empty();
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
