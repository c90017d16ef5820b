package dev.pushpull.trial;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Exchange;
import dev.pushpull.machine.HostLoad;
import dev.pushpull.measure.FixedTicks;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.verdict.ClientTotals;
import dev.pushpull.verdict.LifeTotals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial made by hand, instants in ms: one feed, one subscriber that polls each 100 ms, a window
 * from 1,000 to 2,000.
 *
 * <pre>
 *   published      1 at 0   2 at 1,010   3 at 1,270   4 at 1,300
 *   polls          50, 150, … 1,950, each answered after 2 ms
 *   seen           1 at 52              2 at 1,052   4 at 1,352
 * </pre>
 */
public final class Made {

  public static final long MS = 1_000_000;
  static final long[] PUBLISHED = {0, 1_010, 1_270, 1_300};
  public static final Window WINDOW = new Window(1_000 * MS, 2_000 * MS, 2_300 * MS);

  private static final String PAYLOAD = "x";

  private Made() {}

  public static TrialSpec spec(String strategy) {
    var workload = new Workload(new Arrivals.Periodic(3), 1, 1, 1, Protocol.H1);
    Duration second = Duration.ofSeconds(1);
    var timing = new Timing(second, second, 1, second);
    return new TrialSpec(
        "001", Strategy.parse(strategy), workload, timing, 1, 7, Optional.empty(), Setup.USUAL);
  }

  public static Update update(long version) {
    long published = PUBLISHED[(int) version - 1] * MS;
    return new Update("feed-0", version, published, published - MS, PAYLOAD);
  }

  /** Each due 1 ms before it was published. */
  public static PublishLog log() {
    var log = new PublishLog();
    for (int version = 1; version <= PUBLISHED.length; version++) {
      Update update = update(version);
      log.add(update.publishedAtNanos(), update.dueAtNanos(), update.payloadChecksum());
    }
    return log;
  }

  static Exchange exchange(Exchange.Kind kind, long atMillis, int status) {
    return new Exchange(atMillis * MS, atMillis * MS, (atMillis + 2) * MS, status, kind);
  }

  /** What the poller lives through. */
  public static Probe poller() {
    var probe = new Probe(0, 0, 0);
    probe.setTicks(new FixedTicks(50 * MS, 100 * MS));
    probe.onConnectionOpened();
    for (long at = 50; at < 2_000; at += 100) {
      int newest = log().firstAtOrAfter(at * MS) - 1;
      probe.onUpdate(update(newest), (at + 2) * MS);
      probe.onExchange(exchange(Exchange.Kind.POLL, at, 200));
    }
    return probe;
  }

  public static ServerCounters server(long millis, long scale) {
    return new ServerCounters(
        millis * MS,
        Map.of("200", 10 * scale),
        0,
        10 * scale,
        0,
        1_000 * scale,
        5_000 * scale,
        1,
        1,
        1,
        Map.of("serve", 3_000_000 * scale, "gc", 1_000_000 * scale, "jit", 100_000_000 * scale),
        200_000_000 * scale,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  /** A thread that had something to do for a tenth of its number of each second. */
  private static ThreadTimes.Busy loop(int number, long scale) {
    return new ThreadTimes.Busy(number, number * 100_000_000L * scale, 1_000_000_000L * scale);
  }

  /** The totals at one end of the window; the server's counters are read 10 ms after it. */
  private static CounterSnapshot edge(long millis, long scale) {
    var threads =
        new ThreadTimes.Sums(
            Map.of(ThreadKind.CONTROL, 5_000_000 * scale, ThreadKind.JIT, 9_000_000 * scale),
            Map.of(ThreadKind.CONTROL, 100_000_000 * scale));
    return new CounterSnapshot(
        server(millis + 10, scale),
        ClientTotals.of(
            new ByteCounts(1_000 * scale, 5_000 * scale),
            threads,
            List.of(loop(3, scale), loop(7, scale))),
        new HostLoad(scale, 150 * scale, 200 * scale));
  }

  public static MeasuredWindow<WindowMeters> window(Probe probe) {
    List<PublishLog> logs = List.of(log());
    var meters = WindowMeters.of(WINDOW, logs, List.of(probe));
    return new MeasuredWindow<>(WINDOW, logs, meters, edge(1_000, 1), edge(2_000, 2));
  }

  /** Nothing happened. */
  public static Counts counts(long published, long delivered, long coalesced, long undelivered) {
    return new Counts(
        new Counts.Updates(published, delivered, coalesced, undelivered, 0, 0L),
        Counts.NONE.exchanges(),
        0,
        Counts.NONE.connects());
  }

  /** Polls and ticks only. */
  public static Counts polls(long empty, long polls, long due, long missed) {
    return new Counts(
        Counts.NONE.updates(),
        new Counts.Exchanges(polls, empty, polls, 0, due, missed),
        0,
        Counts.NONE.connects());
  }

  /** Their whole life. */
  static LifeTotals life(List<PublishLog> logs, Probe... probes) {
    var totals = new LifeTotals();
    for (Probe probe : probes) {
      probe.addTo(totals, logs.get(probe.feed));
    }
    return totals;
  }

  /** Of one client that was connected, and a server that used nothing. */
  static Life life(
      LifeTotals clients, ServerCounters server, ByteCounts bytes, boolean counted, boolean alone) {
    var memory = new MemoryReading(0, 0);
    return life(clients, server, bytes, new Baseline(0, memory), memory, counted, alone);
  }

  static Life life(
      LifeTotals clients,
      ServerCounters server,
      ByteCounts bytes,
      Baseline baseline,
      MemoryReading memory,
      boolean counted,
      boolean alone) {
    return new Life(
        clients,
        server,
        bytes,
        counted,
        baseline,
        memory,
        1,
        List.of(),
        new ClockInfo(0, 0),
        new ServerInfo(1, 2),
        alone,
        true,
        true,
        true);
  }

  /** The histograms of the window into a folder. */
  public static void write(Path folder, Probe probe) throws IOException {
    MeasuredWindow<WindowMeters> window = window(probe);
    TrialFiles.write(
        folder,
        List.of(window.window()),
        (_, slice) ->
            PublisherLag.with(
                WindowMeters.of(slice, window.logs(), List.of(probe)).byMetric(),
                window.logs(),
                slice));
  }
}
