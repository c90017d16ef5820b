package dev.pushpull.sut;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.http.DataContext;
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
record CounterReader(NanoClock clock, DataContext context, ThreadTimes threads) {

  ServerCounters read() {
    long now = clock.nanoTime();
    ListenerCounts data = context.counts();
    Traffic traffic = context.traffic();
    Optional<ThreadTimes.Sums> times = threads.read();
    return new ServerCounters(
        now,
        data.requestsByStatus(),
        data.aborted().sum(),
        traffic.updatesSent().sum(),
        traffic.conflated().sum(),
        data.bytesReceived().sum(),
        data.bytesSent().sum(),
        data.connectionsOpened().sum(),
        data.tlsHandshakes().sum(),
        data.connectionsOpen().get(),
        times.map(CounterReader::cpuNanos).orElse(Map.of()),
        times.map(ThreadTimes.Sums::runQueueNanosOfWork).orElse(0L),
        context.feeds().published(),
        traffic.closedBehind().sum(),
        traffic.parked().get(),
        traffic.everParked().sum(),
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
