package dev.pushpull.suite;

import dev.pushpull.progress.Progress;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a fork and JMH print: phases go to the progress, a failure's line and the last lines are
 * kept. JMH calls it from several threads; all state guarded by this.
 */
final class ForkOutputLines implements Consumer<String> {

  private static final int MAX_LINES = 40;

  private final Progress progress;
  private final Deque<String> last = new ArrayDeque<>();
  private Optional<String> failure = Optional.empty();
  private Optional<String> exitCode = Optional.empty();
  private Optional<String> lastOwn = Optional.empty();

  ForkOutputLines(Progress progress) {
    this.progress = progress;
  }

  @Override
  public synchronized void accept(String line) {
    Optional<String> phase = ForkLines.phase(line);
    if (phase.isPresent()) {
      progress.phase(Printable.brief(phase.get()));
      return;
    }
    if (failure.isEmpty()) {
      failure = ForkLines.parse(line);
    }
    exitCode = exitCode.or(() -> ForkLines.exitCode(line));
    if (ForkLines.isOwn(line)) {
      lastOwn = Optional.of(line.strip());
    }
    last.add(Printable.brief(line));
    if (last.size() > MAX_LINES) {
      last.poll();
    }
  }

  /** The first line that tells why the fork failed; empty if none did. */
  synchronized Optional<String> failure() {
    return failure;
  }

  /** Why there is no result: what the fork said of its failure, or else its own last line. */
  synchronized String whyNoResult() {
    String code = exitCode.map(" (exit code %s)"::formatted).orElse("");
    String said =
        failure.or(() -> lastOwn).map(line -> ": " + line).orElse(", and its log says nothing");
    return "the fork ended without a result" + code + said;
  }

  /** The last lines that were no phases. */
  synchronized String text() {
    return String.join("\n", last);
  }
}
