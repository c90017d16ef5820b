package dev.pushpull.sut.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * CPU time and run-queue delay of this process's threads, from {@code
 * /proc/self/task/<tid>/schedstat}: ns, where {@code getProcessCpuTime} steps by 10 ms. Totals
 * never fall: a thread that ended keeps its last reading, so what it ran after that is lost. Safe
 * from any thread.
 */
public final class ThreadTimes {

  private static final Path TASKS = Path.of("/proc/self/task");

  private final Map<String, Task> tasks = new HashMap<>();

  private record Task(String name, long cpuNanos, long runQueueNanos) {}

  /**
   * What all threads together have used.
   *
   * @param cpuNanosByName ns on a processor, by thread name (at most 15 characters)
   * @param runQueueNanos ns ready to run but waiting for a processor
   */
  public record Reading(Map<String, Long> cpuNanosByName, long runQueueNanos) {}

  /** Reads every thread; empty where the machine does not tell. */
  public synchronized Optional<Reading> read() {
    if (!Files.isReadable(TASKS.resolveSibling("schedstat"))) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> live = Files.newDirectoryStream(TASKS)) {
      live.forEach(this::update);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var byName = new TreeMap<String, Long>();
    long runQueue = 0;
    for (Task task : tasks.values()) {
      byName.merge(task.name, task.cpuNanos, Long::sum);
      runQueue += task.runQueueNanos;
    }
    return Optional.of(new Reading(byName, runQueue));
  }

  private void update(Path directory) {
    String tid = directory.getFileName().toString();
    try {
      String name = Files.readString(directory.resolve("comm"), StandardCharsets.UTF_8).strip();
      String[] times = Files.readString(directory.resolve("schedstat")).strip().split(" ", -1);
      var task = new Task(name, Long.parseLong(times[0]), Long.parseLong(times[1]));
      Task before = tasks.put(tid, task);
      if (before != null && before.cpuNanos > task.cpuNanos) {
        tasks.put(
            tid + " until " + before.cpuNanos, before); // the number was given to a new thread
      }
    } catch (IOException e) {
      // The thread ended between listing and reading; its last reading stays.
    }
  }
}
