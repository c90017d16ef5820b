package dev.pushpull.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.machine.HostLoad;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.schedule.Window;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.verdict.ClientTotals;
import dev.pushpull.verdict.LifeTotals;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * All that one live trial was given from outside, before anything was worked out from it, with the
 * result that it had then: what a rebuilt pipeline must make the same figures from. Instants in ns
 * on the clients' clock, unless said otherwise.
 *
 * @param spec as {@code trial.json} has it
 * @param logs what each feed published over the whole life
 * @param startNanos when the arrival processes began
 * @param skipNanos how much of each lay before
 * @param failures reported from the end of connecting on
 * @param jobsBefore of the server, before the first of the trial's
 * @param jobsAfter when none could end any more
 * @param cuts members that were cut off
 * @param allSent whether all messages became known to be published
 * @param result as {@code result.json} has it
 */
record RawTrial(
    JsonNode spec,
    List<Span> windows,
    Around life,
    List<Log> logs,
    List<Client> clients,
    long startNanos,
    long skipNanos,
    long failures,
    @Nullable JobsReading jobsBefore,
    @Nullable JobsReading jobsAfter,
    long cuts,
    boolean allSent,
    JsonNode result) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param newest each feed's version when the drain was over
   * @param jobs that the server knew when the window ended
   * @param ended of them, in the window
   */
  record Span(
      long startNanos,
      long endNanos,
      long drainEndNanos,
      Totals open,
      Totals close,
      List<Integer> newest,
      List<JobsReading.Entry> jobs,
      long ended) {

    Window window() {
      return new Window(startNanos, endNanos, drainEndNanos);
    }
  }

  /**
   * An {@link CounterSnapshot}; what this JVM's threads did is null where they are not the
   * clients'.
   */
  record Totals(
      long bytesUp,
      long bytesDown,
      ServerCounters server,
      @Nullable Map<ThreadKind, Long> cpuNanos,
      @Nullable Map<ThreadKind, Long> runQueueNanos,
      HostLoad host) {

    CounterSnapshot edge() {
      var bytes = new ByteCounts(bytesUp, bytesDown);
      return new CounterSnapshot(
          server,
          cpuNanos == null || runQueueNanos == null
              ? ClientTotals.ofUnknown(bytes)
              : ClientTotals.of(bytes, new ThreadTimes.Sums(cpuNanos, runQueueNanos), List.of()),
          host);
    }
  }

  /** A {@link Life}. */
  record Around(
      ServerCounters server,
      long bytesUp,
      long bytesDown,
      double baselineCpuMicrosPerSecond,
      MemoryReading baselineMemory,
      MemoryReading memory,
      long connected,
      List<String> connectFailures,
      ClockInfo clock,
      ServerInfo info,
      boolean shared,
      boolean quiet) {

    Life life(boolean countedByClients, LifeTotals clients) {
      return new Life(
          clients,
          server,
          new ByteCounts(bytesUp, bytesDown),
          countedByClients,
          new Baseline(baselineCpuMicrosPerSecond, baselineMemory),
          memory,
          connected,
          connectFailures,
          clock,
          info,
          !shared,
          true,
          true,
          quiet);
    }
  }

  /** A feed's publish log, version 1 first. */
  record Log(List<Long> publishedAt, List<Long> dueAt, List<Long> checksums) {

    /** As it was when this version was the newest. */
    PublishLog until(int newest) {
      var log = new PublishLog();
      for (int i = 0; i < newest; i++) {
        log.add(publishedAt.get(i), dueAt.get(i), checksums.get(i));
      }
      return log;
    }
  }

  /**
   * @param feed that it listens to
   * @param events lines as {@link RawEvent} reads them
   * @param ticks when its polls were due; null for one that has no schedule
   * @param ticksOfJobs the same for each job that it polled for
   * @param sent due and sending instants of its messages
   */
  record Client(
      int feed,
      List<String> events,
      @Nullable List<Long> ticks,
      Map<Integer, List<Long>> ticksOfJobs,
      List<List<Long>> sent) {}

  static RawTrial read(InputStream in) throws IOException {
    try (InputStream text = new GZIPInputStream(in)) {
      return JSON.readValue(text, RawTrial.class);
    }
  }
}
