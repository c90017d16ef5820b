package dev.pushpull.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * What JMH prints, but for exceptions that are made for users: of those only the line is kept, for
 * whoever reads it. JMH prints an exception of a fork as {@code <failure>}, an empty line and the
 * trace, each by a {@code println} of its own. JMH calls it from several threads; state guarded by
 * this.
 */
final class PlainOutput {

  private static final String FAILURE = "<failure>";
  private static final List<String> NO_FORK =
      List.of("<forked VM failed with exit code", "<failed to invoke the VM");

  private final OutputFormat target;
  private final boolean traces;
  private final Set<String> lines = new LinkedHashSet<>();
  private boolean failed;

  /**
   * What came of a failure and is not told yet: whether it is its trace, is seen by what follows.
   */
  private final List<String> held = new ArrayList<>();

  /**
   * @param traces whether the traces of those are printed too
   */
  PlainOutput(OutputFormat target, boolean traces) {
    this.target = target;
    this.traces = traces;
  }

  /** The format for JMH. */
  OutputFormat format() {
    return JmhOutput.withLines(target, this::println);
  }

  /** Whether a fork failed. */
  synchronized boolean hasFailed() {
    return failed;
  }

  /** The lines for users, each once, in the order in which they came. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Takes a line that a fork printed for its user. */
  synchronized void told(String line) {
    failed = true;
    lines.add(line);
  }

  /** Prints a line, or keeps it. */
  synchronized void println(String text) {
    if (text.equals(FAILURE)) {
      failed = true;
      held.add(text);
    } else if (!held.isEmpty() && text.isEmpty()) {
      held.add(text);
    } else if (!held.isEmpty()) {
      trace(text);
    } else {
      failed |= NO_FORK.stream().anyMatch(text::startsWith);
      target.println(text);
    }
  }

  private void trace(String text) {
    Optional<String> line = ForkLines.ofUser(text);
    line.ifPresent(lines::add);
    if (line.isPresent() && !traces) {
      target.println("");
    } else {
      held.forEach(target::println);
      target.println(text);
    }
    held.clear();
  }
}
