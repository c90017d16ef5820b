package dev.pushpull.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.client.ByteCounts;
import dev.pushpull.launch.HostLoad;
import dev.pushpull.launch.JobsReading;
import dev.pushpull.launch.MemoryReading;
import dev.pushpull.launch.ServerCounters;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.Ticks;
import dev.pushpull.measure.Window;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
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

  /** An {@link Edge}; what this JVM's threads did is null where they are not the clients'. */
  record Totals(
      long bytesUp,
      long bytesDown,
      ServerCounters server,
      @Nullable Map<ThreadKind, Long> cpuNanos,
      @Nullable Map<ThreadKind, Long> runQueueNanos,
      HostLoad host) {

    static Totals of(Edge edge) {
      return new Totals(
          edge.bytes().up(),
          edge.bytes().down(),
          edge.server(),
          edge.client().map(ThreadTimes.Sums::cpuNanos).orElse(null),
          edge.client().map(ThreadTimes.Sums::runQueueNanos).orElse(null),
          edge.host());
    }

    Edge edge() {
      return new Edge(
          new ByteCounts(bytesUp, bytesDown),
          server,
          cpuNanos == null || runQueueNanos == null
              ? Optional.empty()
              : Optional.of(new ThreadTimes.Sums(cpuNanos, runQueueNanos)),
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

    static Around of(Life life) {
      return new Around(
          life.server(),
          life.bytes().up(),
          life.bytes().down(),
          life.baseline().cpuMicrosPerSecond(),
          life.baseline().memory(),
          life.memory(),
          life.connected(),
          life.connectFailures(),
          life.clock(),
          life.info(),
          life.shared(),
          life.quiet());
    }

    Life life() {
      return new Life(
          server,
          new ByteCounts(bytesUp, bytesDown),
          new Baseline(baselineCpuMicrosPerSecond, baselineMemory),
          memory,
          connected,
          connectFailures,
          clock,
          info,
          shared,
          quiet);
    }
  }

  /** A feed's publish log, version 1 first. */
  record Log(List<Long> publishedAt, List<Long> dueAt, List<Long> checksums) {

    static Log of(PublishLog log) {
      var copy = new Log(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int version = 1; version <= log.newest(); version++) {
        copy.publishedAt.add(log.publishedAt(version));
        copy.dueAt.add(log.dueAt(version));
        copy.checksums.add(log.checksum(version));
      }
      return copy;
    }

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
   * @param events {@link RawEvent#line()}
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

  /** The instants of ticks up to one after an instant; null if there are none. */
  static @Nullable List<Long> ticks(Ticks ticks, long until) {
    if (ticks instanceof Ticks.None) {
      return null;
    }
    var instants = new ArrayList<Long>();
    long tick = ticks.atOrAfter(Long.MIN_VALUE / 2);
    while (tick <= until) {
      instants.add(tick);
      tick = ticks.atOrAfter(tick + 1);
    }
    if (tick != Long.MAX_VALUE) {
      instants.add(tick);
    }
    return instants;
  }

  void write(Path file) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      JSON.writeValue(out, this);
    }
  }

  static RawTrial read(InputStream in) throws IOException {
    try (InputStream text = new GZIPInputStream(in)) {
      return JSON.readValue(text, RawTrial.class);
    }
  }
}
