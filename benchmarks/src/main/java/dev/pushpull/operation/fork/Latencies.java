package dev.pushpull.operation.fork;

import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.measure.Histograms;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.result.Distribution;
import dev.pushpull.run.HistogramLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Durations of operations, by name: those of an iteration, and all measured ones of the fork. One
 * thread.
 *
 * <p>JMH's own score is a mean; tails need histograms (three digits, ns). Where the system property
 * {@value #FOLDER_PROPERTY} names a folder, {@link #close} writes the fork's there as {@value
 * HistogramLog#FILE}, one line for each name, since percentiles of iterations cannot be averaged.
 */
public final class Latencies implements AutoCloseable {

  /** System property: the folder where a fork writes its histograms. */
  public static final String FOLDER_PROPERTY = "pushpull.operation";

  /** The operation itself. */
  public static final String LATENCY = "latency";

  /** Its floor. */
  public static final String FLOOR = "floor";

  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999};
  private static final String[] NAMES = {".p50", ".p90", ".p99", ".p999"};

  private final Map<String, Track> tracks = new LinkedHashMap<>();
  private final long startNanos = System.nanoTime();
  private boolean measured;

  /** One name's histograms. */
  public final class Track {
    private final Histogram iteration = Histograms.create();
    private final Histogram fork = Histograms.create();

    private Track() {}

    /** Records one operation. Allocates nothing. */
    public void record(long nanos) {
      iteration.recordValue(nanos);
    }

    /** How many in this iteration. */
    public long count() {
      return iteration.getTotalCount();
    }

    /** A percentile of this iteration in us; undefined if {@link #count} is 0. */
    public double micros(double share) {
      return iteration.getValueAtPercentile(share * 100) / NANOS_PER_MICRO;
    }

    private void finish() {
      if (measured) {
        fork.add(iteration);
      }
      iteration.reset();
    }
  }

  /** The histograms under a name. */
  public Track track(String name) {
    return tracks.computeIfAbsent(name, _ -> new Track());
  }

  /** Starts an iteration; warm-up iterations do not count in the fork's histograms. */
  public void begin(IterationParams iteration) {
    measured = iteration.getType() == IterationType.MEASUREMENT;
  }

  /**
   * Ends an iteration: puts the percentiles of {@value #LATENCY} and {@value #FLOOR} and their
   * ratio, if there are enough samples.
   */
  public void end() {
    putPercentiles(LATENCY);
    putPercentiles(FLOOR);
    Track latency = track(LATENCY);
    Track floor = track(FLOOR);
    if (latency.count() > 0 && floor.count() > 0) {
      IterationFigures.put(
          FigureNames.FLOOR_RATIO, latency.micros(0.5) / floor.micros(0.5), "ratio");
    }
    tracks.values().forEach(Track::finish);
  }

  private void putPercentiles(String name) {
    Track track = track(name);
    long count = track.count();
    for (int i = 0; i < SHARES.length; i++) {
      if (Distribution.isSupported(SHARES[i], count)) {
        IterationFigures.put(name + NAMES[i], track.micros(SHARES[i]), "us/op");
      }
    }
    if (count > 0) {
      IterationFigures.put(name + ".max", track.micros(1), "us/op");
    }
  }

  /** Writes the fork's histograms if requested. */
  @Override
  public void close() {
    String folder = System.getProperty(FOLDER_PROPERTY, "");
    if (folder.isEmpty()) {
      return;
    }
    Path file = Path.of(folder).resolve(HistogramLog.FILE);
    try {
      HistogramFiles.writeLog(
          file,
          log ->
              HistogramFiles.writeSlice(
                  log, 0, (System.nanoTime() - startNanos) / NANOS_PER_SECOND, ofFork()));
    } catch (IOException e) {
      throw OperationException.told("the histograms cannot be written to " + file, e);
    }
  }

  private Map<String, Histogram> ofFork() {
    var filled = new LinkedHashMap<String, Histogram>();
    tracks.forEach(
        (name, track) -> {
          if (track.fork.getTotalCount() > 0) {
            filled.put(name, track.fork);
          }
        });
    return filled;
  }
}
