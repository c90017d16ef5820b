package dev.pushpull.engine.thread;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkerTest {

  @Test
  void sleepsNoShorterThanAsked() throws Exception {
    var woke = new CompletableFuture<Long>();
    long until = System.nanoTime() + MILLISECONDS.toNanos(5);
    Worker worker =
        Worker.start(
            "sleeper",
            self -> {
              assertThat(self.sleepUntil(until)).isTrue();
              woke.complete(System.nanoTime());
            });
    assertThat(woke.get(5, SECONDS)).isGreaterThanOrEqualTo(until);
    assertThat(worker.awaitEnd(SECONDS.toNanos(5))).isTrue();
  }

  @Test
  void wakesWhenStopped() throws Exception {
    var slept = new CompletableFuture<Boolean>();
    Worker worker = Worker.start("sleeper", self -> slept.complete(self.sleepUntil(inAnHour())));
    assertThat(worker.awaitEnd(MILLISECONDS.toNanos(5))).isFalse();
    worker.stop();
    assertThat(slept.get(5, SECONDS)).isFalse();
    assertThat(worker.isStopping()).isTrue();
  }

  @Test
  void isStoppedEvenBeforeItSleeps() throws Exception {
    var go = new CountDownLatch(1);
    var slept = new CompletableFuture<Boolean>();
    Worker worker =
        Worker.start(
            "sleeper",
            self -> {
              go.await();
              slept.complete(self.sleepUntil(inAnHour()));
            });
    worker.stop();
    go.countDown();
    assertThat(slept.get(5, SECONDS)).isFalse();
  }

  @Test
  void isAbortedWhereverItBlocks() throws Exception {
    for (Worker.Task task :
        new Worker.Task[] {
          self -> self.sleepUntil(inAnHour()), self -> new CountDownLatch(1).await()
        }) {
      Worker worker = Worker.start("blocked", task);
      worker.abort(SECONDS.toNanos(5));
      assertThat(worker.awaitEnd(0)).isTrue();
    }
  }

  private static long inAnHour() {
    return System.nanoTime() + HOURS.toNanos(1);
  }
}
