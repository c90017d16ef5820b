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
 * What the harness itself costs, piece by piece: figures of server and clients are not more
 * accurate than this.
 *
 * <pre>
 *   client thread:  bytes ──decodeUpdate──&gt; Update ──recordObservation──&gt; log
 *                   answer ──nextPoll…──&gt; instant of the next poll
 *   server thread:  Update ──encodeUpdate──&gt; bytes
 *   afterwards:     publish log × observation log ──stalenessRamps──&gt; staleness, age
 *   no server:      simulatePoll does all of it in virtual time
 * </pre>
 *
 * <p>The pitfall: a nanosecond benchmark that always uses the same value measures how the compiler
 * optimised that value. So each of these uses hundreds of different values, which take different
 * branches, and returns its result. Another pitfall is growing state: a log that is only appended
 * to would measure the garbage collector. So {@code recordObservation} fills a fresh log of a
 * window's length each time, including its growth.
 *
 * <p>The schedules and {@code stalenessRamps} allocate nothing, which {@code -prof gc} shows as 0
 * B/op. Each benchmark has its own forks, so that the interface call to a schedule is monomorphic,
 * as in a trial.
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

  /** One message recorded, with its share of the log's growth. */
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
  public long nextPollFixed(HarnessPoller poller) {
    return poller.next();
  }

  /** When to poll next, with random gaps. */
  @Benchmark
  public long nextPollJittered(HarnessPoller poller) {
    return poller.next();
  }

  /** When to poll next, decided by the last response. */
  @Benchmark
  public long nextPollAdaptive(HarnessPoller poller) {
    return poller.next();
  }

  /** One poll in virtual time, with all its metrics; one update per interval. */
  @Benchmark
  @OperationsPerInvocation(HarnessTrial.POLLS)
  public SimulatedTrial simulatePoll(HarnessTrial trial) {
    return Simulator.run(trial.spec(), 1);
  }
}
