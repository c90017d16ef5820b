package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The document of {@code GET /counters}. What the system does not tell is absent. */
final class CountersJson {

  private final NanoClock clock;
  private final Supplier<Totals> totals;
  private final ThreadTimes threads = new ThreadTimes();

  CountersJson(NanoClock clock, Supplier<Totals> totals) {
    this.clock = clock;
    this.totals = totals;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("nanoTime", clock.nanoTime());
    writeTotals(json, totals.get());
    var sums = threads.read();
    if (sums.isPresent()) {
      writeTimes(json, sums.get());
    }
    writeCollections(json);
    writeMemory(json);
    json.writeEndObject();
  }

  private static void writeTotals(JsonGenerator json, Totals now) throws IOException {
    json.writeObjectFieldStart("requestsByStatus");
    for (Map.Entry<Integer, Long> entry : now.requestsByStatus().entrySet()) {
      json.writeNumberField(entry.getKey().toString(), entry.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("aborted", now.aborted());
    json.writeNumberField("updatesSent", now.updatesSent());
    json.writeNumberField("conflated", now.conflated());
    json.writeNumberField("closedBehind", now.closedBehind());
    json.writeNumberField("bytesReceived", now.bytesReceived());
    json.writeNumberField("bytesSent", now.bytesSent());
    json.writeNumberField("connectionsOpened", now.connectionsOpened());
    json.writeNumberField("tlsHandshakes", now.tlsHandshakes());
    json.writeNumberField("openConnections", now.openConnections());
    json.writeNumberField("parked", now.parked());
    json.writeNumberField("published", now.published());
  }

  private static void writeTimes(JsonGenerator json, ThreadTimes.Sums sums) throws IOException {
    json.writeObjectFieldStart("cpuNanos");
    for (ThreadKind kind : ThreadKind.values()) {
      json.writeNumberField(
          kind.name().toLowerCase(Locale.ROOT), sums.cpuNanos().getOrDefault(kind, 0L));
    }
    json.writeEndObject();
    json.writeNumberField("runQueueNanos", sums.runQueueNanosOfWork());
  }

  private static void writeCollections(JsonGenerator json) throws IOException {
    long count = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    json.writeNumberField("gcCount", count);
    json.writeNumberField("gcNanos", TimeUnit.MILLISECONDS.toNanos(millis));
  }

  static void writeMemory(JsonGenerator json) throws IOException {
    json.writeNumberField("heapUsedBytes", ProcessFacts.heapUsedBytes());
    OptionalLong resident = ProcessFacts.residentBytes();
    if (resident.isPresent()) {
      json.writeNumberField("rssBytes", resident.getAsLong());
    }
  }
}
