package dev.pushpull.sut.proc;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
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

  /**
   * How long one thread had something to do: it ran, or was ready to run and waited for a core.
   *
   * @param thread the system's number of it
   * @param nanos since it began
   * @param atNanos when that was read
   */
  public record Busy(long thread, long nanos, long atNanos) {}

  private record Reading(
      ThreadKind kind, String name, long atNanos, long cpuNanos, long runQueueNanos) {

    static Reading none(ThreadKind kind) {
      return new Reading(kind, "", 0, 0, 0);
    }

    Reading plus(Reading other) {
      return new Reading(
          kind, "", 0, cpuNanos + other.cpuNanos, runQueueNanos + other.runQueueNanos);
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
          new Reading(
              ThreadKind.of(name),
              name,
              System.nanoTime(),
              Long.parseLong(fields[0]),
              Long.parseLong(fields[1])));
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

  /**
   * Those threads one by one that were there when they were last read.
   *
   * @param prefix what their names begin with
   */
  public synchronized List<Busy> busy(String prefix) {
    return last.entrySet().stream()
        .filter(thread -> thread.getValue().name.startsWith(prefix))
        .map(thread -> busy(Long.parseLong(thread.getKey()), thread.getValue()))
        .sorted(Comparator.comparingLong(Busy::thread))
        .toList();
  }

  private static Busy busy(long thread, Reading read) {
    return new Busy(thread, read.cpuNanos + read.runQueueNanos, read.atNanos);
  }

  private Sums sum() {
    var cpuNanos = new EnumMap<ThreadKind, Long>(ThreadKind.class);
    var runQueueNanos = new EnumMap<ThreadKind, Long>(ThreadKind.class);
    for (ThreadKind kind : ThreadKind.values()) {
      Reading sum =
          Stream.concat(ended.values().stream(), last.values().stream())
              .filter(reading -> reading.kind == kind)
              .reduce(Reading.none(kind), Reading::plus);
      cpuNanos.put(kind, sum.cpuNanos);
      runQueueNanos.put(kind, sum.runQueueNanos);
    }
    return new Sums(cpuNanos, runQueueNanos);
  }
}
