package dev.pushpull.suite.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.pushpull.spec.Pace;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openjdk.jmh.results.RunResult;

@ResourceLock("operations")
class HarnessCostTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final HarnessCost benchmark = new HarnessCost();

  @Test
  void everyBenchmarkRuns() throws Exception {
    var results = SmallRuns.run("HarnessCost", builder -> builder.param("payload", "64"));
    Set<String> names =
        results.stream().map(run -> run.getPrimaryResult().getLabel()).collect(Collectors.toSet());
    assertThat(names)
        .containsExactlyInAnyOrder(
            "encodeUpdate",
            "decodeUpdate",
            "recordObservation",
            "stalenessRamps",
            "nextPollFixed",
            "nextPollJittered",
            "nextPollAdaptive",
            "simulatePoll");
    for (RunResult run : results) {
      assertThat(run.getPrimaryResult().getScoreUnit()).isEqualTo("ns/op");
      assertThat(run.getPrimaryResult().getScore()).isPositive();
    }
  }

  @Test
  void documentsDifferAndReadBack() throws Exception {
    var documents = new HarnessDocuments();
    documents.payload = "64";
    documents.draw();
    var texts = new HashSet<String>();
    for (int i = 0; i < 256; i++) {
      Update update = benchmark.decodeUpdate(documents);
      assertThat(update.payload()).hasSize(64);
      texts.add(update.feed() + update.payload());
    }
    assertThat(texts).hasSize(256);
    documents.draw();
    byte[] encoded = benchmark.encodeUpdate(documents);
    assertThat(UpdateJson.decode(encoded).feed()).isEqualTo("feed-0");
  }

  @Test
  void aWrongPayloadIsNamed() {
    var documents = new HarnessDocuments();
    documents.payload = "-1";
    assertThatThrownBy(documents::draw).hasMessage("payload must be 0 to 60000 bytes, but is '-1'");
  }

  @Test
  void theWindowHasUpdatesThatAreOvertakenAndPollsInVain() {
    var window = new HarnessWindow();
    window.draw();
    assertThat(benchmark.recordObservation(window).size()).isEqualTo(HarnessWindow.UPDATES);
    var meter = benchmark.stalenessRamps(window);
    assertThat(meter.age.outOfRange()).isZero();
    assertThat(meter.staleness.fractionAboveZero()).isBetween(0.2, 0.8);
    assertThat(meter.peaks.count()).isBetween(500L, 1_000L);
  }

  @Test
  void simulatesAsManyPollsAsItDividesBy() {
    var trial = benchmark.simulatePoll(new HarnessTrial());
    assertThat(trial.meters().requests.uncorrected.count()).isEqualTo(HarnessTrial.POLLS);
  }

  @Test
  void schedulesGoOnAndObeyTheirPace() {
    assertMeanGap("poll@100ms", 100e6, 105e6);
    assertMeanGap("poll@100ms~20%", 95e6, 110e6);
    assertMeanGap("adaptive@100ms..10s", 100e6, 10e9);
  }

  private static HarnessPoller poller(String pace) {
    var poller = new HarnessPoller();
    poller.open(Pace.parse(pace));
    poller.reset();
    return poller;
  }

  private static void assertMeanGap(String pace, double least, double most) {
    HarnessPoller poller = poller(pace);
    int polls = 4_096;
    long last = 0;
    for (int i = 0; i < polls; i++) {
      long next = poller.next();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
    assertThat((double) last / polls).isBetween(least, most);
  }

  @Test
  void whatClaimsToAllocateNothingAllocatesNothing() {
    var window = new HarnessWindow();
    window.draw();
    assertThat(allocated(window::addRamps)).isZero();
    for (String pace : new String[] {"poll@100ms", "poll@100ms~20%", "adaptive@100ms..10s"}) {
      assertThat(allocated(poller(pace)::next)).isZero();
    }
  }

  /** Bytes that this thread allocates in many calls, once the classes they need are loaded. */
  private static long allocated(Runnable call) {
    call(call);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    call(call);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void call(Runnable call) {
    for (int i = 0; i < 200; i++) {
      call.run();
    }
  }
}
