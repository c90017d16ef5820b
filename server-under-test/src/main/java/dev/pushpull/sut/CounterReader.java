package dev.pushpull.sut;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.http.Traffic;
import dev.pushpull.sut.net.ListenerCounts;
import dev.pushpull.sut.proc.ProcessFacts;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.wire.ServerCounters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what all parts of the server counted. Safe from any thread. */
final class CounterReader {

  private final NanoClock clock;
  private final ListenerCounts data;
  private final Traffic traffic;
  private final Feeds feeds;
  private final ThreadTimes threads = new ThreadTimes();

  CounterReader(NanoClock clock, ListenerCounts data, Traffic traffic, Feeds feeds) {
    this.clock = clock;
    this.data = data;
    this.traffic = traffic;
    this.feeds = feeds;
  }

  ServerCounters read() {
    long now = clock.nanoTime();
    Optional<ThreadTimes.Sums> times = threads.read();
    return new ServerCounters(
        now,
        data.requestsByStatus().entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().toString(), Map.Entry::getValue)),
        data.abortedRequests(),
        traffic.updatesSent(),
        traffic.conflated(),
        data.bytesReceived(),
        data.bytesSent(),
        data.connectionsOpened(),
        data.tlsHandshakes(),
        data.connectionsOpen(),
        times.map(CounterReader::cpuNanos).orElse(Map.of()),
        times.map(ThreadTimes.Sums::runQueueNanosOfWork).orElse(0L),
        feeds.published(),
        traffic.closedBehind(),
        traffic.parked(),
        traffic.everParked(),
        ProcessFacts.heapUsedBytes(),
        ProcessFacts.residentBytes().orElse(0));
  }

  private static Map<String, Long> cpuNanos(ThreadTimes.Sums sums) {
    return Stream.of(ThreadKind.values())
        .collect(
            Collectors.toMap(
                kind -> kind.name().toLowerCase(Locale.ROOT),
                kind -> sums.cpuNanos().getOrDefault(kind, 0L)));
  }
}
