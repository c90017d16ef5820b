package dev.pushpull.sut.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadTimesTest {

  @TempDir private Path tasks;

  @Test
  void addsByKind() throws IOException {
    thread("1", "serve I/O-1", 10, 1);
    thread("2", "serve I/O-2", 20, 2);
    thread("3", "publisher", 5, 4);
    thread("4", "main", 7, 8);
    ThreadTimes.Sums sums = new ThreadTimes(tasks).read().orElseThrow();
    assertThat(sums.cpuNanos())
        .containsEntry(ThreadKind.SERVE, 30L)
        .containsEntry(ThreadKind.PUBLISH, 5L)
        .containsEntry(ThreadKind.JIT, 0L)
        .containsEntry(ThreadKind.CONTROL, 7L);
    assertThat(sums.runQueueNanos()).containsEntry(ThreadKind.SERVE, 3L);
    assertThat(sums.runQueueNanosOfWork()).as("control left out").isEqualTo(7);
  }

  @Test
  void keepsTheTimeOfThreadsThatEnded() throws IOException {
    var times = new ThreadTimes(tasks);
    thread("1", "C2 CompilerThre", 100, 10);
    thread("2", "C2 CompilerThre", 50, 5);
    times.read();
    Files.delete(tasks.resolve("2").resolve("comm"));
    thread("1", "C2 CompilerThre", 130, 11);
    assertThat(times.read().orElseThrow().cpuNanos()).containsEntry(ThreadKind.JIT, 180L);
    ThreadTimes.Sums sums = times.read().orElseThrow();
    assertThat(sums.cpuNanos()).containsEntry(ThreadKind.JIT, 180L);
    assertThat(sums.runQueueNanos()).containsEntry(ThreadKind.JIT, 16L);
    assertThat(sums.runQueueNanosOfWork()).as("compilers left out").isZero();
  }

  @Test
  void tellsHowLongEachOfSomeWasBusy() throws IOException {
    thread("7", "event-loop-1", 100, 10);
    thread("12", "event-loop-0", 50, 5);
    thread("13", "main", 1, 1);
    var times = new ThreadTimes(tasks);
    assertThat(times.busy("event-loop-")).as("not read yet").isEmpty();
    times.read();
    assertThat(times.busy("event-loop-"))
        .extracting(ThreadTimes.Busy::thread, ThreadTimes.Busy::nanos)
        .containsExactly(tuple(7L, 110L), tuple(12L, 55L));
  }

  @Test
  void aNumberUsedAgainIsAnotherThread() throws IOException {
    var times = new ThreadTimes(tasks);
    thread("1", "GC Thread#3", 100, 10);
    times.read();
    thread("1", "serve I/O-1", 4, 1);
    ThreadTimes.Sums sums = times.read().orElseThrow();
    assertThat(sums.cpuNanos())
        .containsEntry(ThreadKind.GC, 100L)
        .containsEntry(ThreadKind.SERVE, 4L);
  }

  @Test
  void saysThatThereIsNoSuchThing() {
    assertThat(new ThreadTimes(tasks.resolve("none")).read()).isEmpty();
    assertThat(new ThreadTimes(tasks).read()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "serve I/O-1,SERVE",
    "serve Accept,SERVE",
    "serve task-1,SERVE",
    "publisher,PUBLISH",
    "C1 CompilerThre,JIT",
    "C2 CompilerThre,JIT",
    "GC Thread#0,GC",
    "G1 Conc#0,GC",
    "G1 Service,GC",
    "VM Thread,GC",
    "VM Periodic Tas,CONTROL",
    "control I/O-1,CONTROL",
    "java,CONTROL"
  })
  void tellsThreadsByTheirNames(String name, ThreadKind kind) {
    assertThat(ThreadKind.of(name)).isEqualTo(kind);
  }

  private void thread(String id, String name, long cpu, long queued) throws IOException {
    Path folder = Files.createDirectories(tasks.resolve(id));
    Files.writeString(folder.resolve("comm"), name + "\n");
    Files.writeString(folder.resolve("schedstat"), cpu + " " + queued + " 3\n");
  }
}
