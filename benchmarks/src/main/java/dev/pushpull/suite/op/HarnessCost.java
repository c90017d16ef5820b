package dev.pushpull.suite.op;

import dev.pushpull.measure.FreshnessMeter;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.simulate.SimulatedTrial;
import dev.pushpull.simulate.Simulator;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the harness itself costs, piece by piece: no figure of the server or of a client can be
 * trusted to less than this.
 *
 * <pre>
 *   client thread:  bytes ──decodeUpdate──&gt; Update ──recordObservation──&gt; log
 *                   answer ──nextPoll…──&gt; instant of the next poll
 *   server thread:  Update ──encodeUpdate──&gt; bytes
 *   afterwards:     publish log × observation log ──stalenessRamps──&gt; staleness, age
 *   no server:      simulatePoll does all of it in virtual time
 * </pre>
 *
 * <p>The pitfall: a benchmark of nanoseconds that always works on the same value measures what the
 * compiler made of that value. So each of these walks through hundreds of different ones, whose
 * branches go both ways, and returns what it made. The second pitfall is state that grows: a log
 * that is only appended to would measure the garbage collector in the end. So {@code
 * recordObservation} fills a fresh log of a window's length each time, its growth included.
 *
 * <p>The schedules and {@code stalenessRamps} claim to allocate nothing, which {@code -prof gc}
 * shows as 0 B/op. Each benchmark has forks of its own, so that the one call that goes through an
 * interface, of a schedule, finds one class there, as it does in a trial.
 *
 * <p>Run it: {@code scripts/pushpull jmh HarnessCost -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-Xms512m", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow"})
public class HarnessCost {

  /** An update to its JSON document, as the server does once for each update. */
  @Benchmark
  public byte[] encodeUpdate(HarnessDocuments documents) {
    return UpdateJson.encode(documents.nextUpdate());
  }

  /** A JSON document to its update, as a client does with each message. */
  @Benchmark
  public Update decodeUpdate(HarnessDocuments documents) throws MalformedUpdateException {
    return UpdateJson.decode(documents.nextDocument());
  }

  /** One message written down, with its share of a log that grows. */
  @Benchmark
  @OperationsPerInvocation(HarnessWindow.UPDATES)
  public ObservationLog recordObservation(HarnessWindow window) {
    return window.record();
  }

  /** One update's part in a subscriber's staleness and age. */
  @Benchmark
  @OperationsPerInvocation(HarnessWindow.UPDATES)
  public FreshnessMeter stalenessRamps(HarnessWindow window) {
    return window.addRamps();
  }

  /** When to poll next, at a fixed rate. */
  @Benchmark
  public long nextPollFixed(HarnessPoller.Fixed poller) {
    return poller.next();
  }

  /** When to poll next, each gap drawn. */
  @Benchmark
  public long nextPollJittered(HarnessPoller.Jittered poller) {
    return poller.next();
  }

  /** When to poll next, decided by the answer. */
  @Benchmark
  public long nextPollAdaptive(HarnessPoller.Adaptive poller) {
    return poller.next();
  }

  /** One poll in virtual time, with all that is measured of it; one update per interval. */
  @Benchmark
  @OperationsPerInvocation(HarnessTrial.POLLS)
  public SimulatedTrial simulatePoll(HarnessTrial trial) {
    return Simulator.run(trial.spec(), 1);
  }
}
