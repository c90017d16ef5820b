package dev.pushpull.sut.proc;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CPU time of this JVM's threads by what they are for, from {@code /proc/self/task}. A thread that
 * ends takes its figures out of {@code /proc}, so the last ones read are kept and totals never
 * fall; what it used after that last reading is lost. Safe from any thread.
 */
public final class ThreadTimes {

  private static final Path TASKS = Path.of("/proc/self/task");

  private final Path tasks;
  private final Map<String, Reading> last = new HashMap<>(); // guarded by this
  private final Map<ThreadKind, Reading> ended = new EnumMap<>(ThreadKind.class); // the same

  /** This process's. */
  public ThreadTimes() {
    this(TASKS);
  }

  /** For tests: another folder of the same form. */
  ThreadTimes(Path tasks) {
    this.tasks = tasks;
  }

  /**
   * All threads' time since they began.
   *
   * @param cpuNanos on a core
   * @param runQueueNanos ready to run and waiting for a core
   */
  public record Sums(Map<ThreadKind, Long> cpuNanos, Map<ThreadKind, Long> runQueueNanos) {

    /**
     * How long threads waited for a core, the compilers and control left out: they hold nobody up.
     */
    public long runQueueNanosOfWork() {
      return runQueueNanos.entrySet().stream()
          .filter(kind -> kind.getKey() != ThreadKind.JIT && kind.getKey() != ThreadKind.CONTROL)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  private record Reading(ThreadKind kind, long cpuNanos, long runQueueNanos) {

    Reading plus(Reading other) {
      return new Reading(kind, cpuNanos + other.cpuNanos, runQueueNanos + other.runQueueNanos);
    }
  }

  /** Reads them; empty where the system has no such files. */
  public synchronized Optional<Sums> read() {
    Map<String, Reading> now = new HashMap<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(tasks)) {
      for (Path folder : folders) {
        read(folder).ifPresent(reading -> now.put(folder.getFileName().toString(), reading));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
    if (now.isEmpty()) {
      return Optional.empty();
    }
    keepEnded(now);
    last.clear();
    last.putAll(now);
    return Optional.of(sum());
  }

  /** A thread that ends while it is read is no failure. */
  private static Optional<Reading> read(Path folder) {
    try {
      String name = Files.readString(folder.resolve("comm")).strip();
      String[] fields = Files.readString(folder.resolve("schedstat")).strip().split(" ", -1);
      return Optional.of(
          new Reading(ThreadKind.of(name), Long.parseLong(fields[0]), Long.parseLong(fields[1])));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** A thread that is gone has ended, and so has one whose time fell: its number is used again. */
  private void keepEnded(Map<String, Reading> now) {
    last.forEach(
        (id, before) -> {
          Reading after = now.get(id);
          if (after == null || after.cpuNanos < before.cpuNanos) {
            ended.merge(before.kind, before, Reading::plus);
          }
        });
  }

  private Sums sum() {
    var cpuNanos = new EnumMap<ThreadKind, Long>(ThreadKind.class);
    var runQueueNanos = new EnumMap<ThreadKind, Long>(ThreadKind.class);
    for (ThreadKind kind : ThreadKind.values()) {
      Reading sum =
          Stream.concat(ended.values().stream(), last.values().stream())
              .filter(reading -> reading.kind == kind)
              .reduce(new Reading(kind, 0, 0), Reading::plus);
      cpuNanos.put(kind, sum.cpuNanos);
      runQueueNanos.put(kind, sum.runQueueNanos);
    }
    return new Sums(cpuNanos, runQueueNanos);
  }
}
