package dev.pushpull.plan;

import dev.pushpull.spec.OperationFork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files a process may have open.
 *
 * @param soft the limit, which a JVM raises to {@code hard} by itself; {@link #UNLIMITED} if there
 *     is none
 * @param hard the most that it may be raised to; the same
 */
public record DescriptorLimit(long soft, long hard) {

  /** No limit. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Jars, logs, event loops and the control connection, beside one socket per connection. */
  private static final int OWN = 200;

  private static final Pattern LINE =
      Pattern.compile("(?m)^Max open files\\s+(\\d+|unlimited)\\s+(\\d+|unlimited)\\b");

  /** What a process with so many connections needs; client and server are a process each. */
  public static int needed(int connections) {
    return connections + OWN;
  }

  /** What a process of these forks needs, the client's or the server's, at the most. */
  public static int needed(List<OperationFork> forks) {
    return needed(forks.stream().mapToInt(fork -> fork.operation().receivers()).max().orElse(0));
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

  private static long limit(String text) {
    return text.equals("unlimited") ? UNLIMITED : Long.parseLong(text);
  }

  /**
   * What is wrong with so many files in one process and how to put it right, in one line; empty
   * when the limit is high enough.
   *
   * @param needed by {@link #needed}
   */
  public Optional<String> problem(int needed) {
    String remedy =
        hard >= needed
            ? "ulimit -n " + needed
            : "ulimit -n %s (as root, since the hard limit is %s)".formatted(needed, hard);
    return soft >= needed
        ? Optional.empty()
        : Optional.of(
            "%s file descriptors are needed in one process, but the limit is %s; raise it with: %s"
                .formatted(needed, soft, remedy));
  }

  /** The limit in words, such as {@code 1024} or {@code none}. */
  @Override
  public String toString() {
    return soft == UNLIMITED ? "none" : Long.toString(soft);
  }
}
