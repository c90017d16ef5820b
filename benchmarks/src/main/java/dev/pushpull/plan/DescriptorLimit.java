package dev.pushpull.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files a process may have open.
 *
 * @param soft the limit, which a JVM raises to {@code hard} by itself; empty when unlimited
 * @param hard the most that it may be raised to; empty when unlimited
 */
public record DescriptorLimit(OptionalLong soft, OptionalLong hard) {

  /** Jars, logs, event loops and the control connection, beside one socket per connection. */
  private static final int OWN = 200;

  private static final Pattern LINE =
      Pattern.compile("(?m)^Max open files\\s+(\\d+|unlimited)\\s+(\\d+|unlimited)\\b");

  /** What a process with so many connections needs; client and server are a process each. */
  public static int needed(int connections) {
    return connections + OWN;
  }

  /** This process's limit, which its children inherit; empty where the system does not tell. */
  public static Optional<DescriptorLimit> ofThisProcess() {
    try {
      return parse(Files.readString(Path.of("/proc/self/limits")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads the text of {@code /proc/<pid>/limits}. */
  static Optional<DescriptorLimit> parse(String limits) {
    Matcher match = LINE.matcher(limits);
    return match.find()
        ? Optional.of(new DescriptorLimit(limit(match.group(1)), limit(match.group(2))))
        : Optional.empty();
  }

  private static OptionalLong limit(String text) {
    return text.equals("unlimited") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  /**
   * What is wrong with so many files in one process and how to put it right, in one line; empty
   * when the limit is high enough.
   *
   * @param needed by {@link #needed}
   */
  public Optional<String> problem(int needed) {
    if (soft.isEmpty() || soft.getAsLong() >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        "%s file descriptors are needed in one process, but the limit is %s; raise it with: %s"
            .formatted(needed, soft.getAsLong(), remedy(needed)));
  }

  private String remedy(int needed) {
    boolean within = hard.isEmpty() || hard.getAsLong() >= needed;
    return within
        ? "ulimit -n " + needed
        : "ulimit -n %s (as root, since the hard limit is %s)".formatted(needed, hard.getAsLong());
  }
}
