package dev.pushpull.trial;

import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.run.Trace;
import dev.pushpull.schedule.Window;
import java.util.List;
import java.util.stream.IntStream;

/** What one subscriber saw and asked → a {@link Trace} of it, bounded in time and number. */
public final class Traces {

  private static final long MAX_NANOS = 10_000_000_000L;
  private static final int MAX_EVENTS = 2_000;
  private static final int MAX_BEFORE = 100;

  private Traces() {}

  /** The first seconds of a window. */
  public static Trace of(String strategy, MeasuredWindow<?> measured, Probe probe) {
    return of(strategy, measured, probe, probe.observations);
  }

  /**
   * The same of one whose versions are known only in the end.
   *
   * @param seen what it saw, by the places of versions in their order
   */
  public static Trace of(
      String strategy, MeasuredWindow<?> measured, Probe probe, ObservationLog seen) {
    Window window = measured.window();
    PublishLog log = measured.logs().get(probe.feed);
    long start = window.startNanos();
    long end = Math.min(window.endNanos(), start + MAX_NANOS);
    return new Trace(
        strategy,
        probe.feed,
        ms(end - start),
        heldAt(seen, start),
        log.firstAtOrAfter(start) - 1,
        publishes(log, firstMissing(seen, log, start), start, end),
        seen(seen, start, end),
        requests(probe.requests, start, end));
  }

  private static long heldAt(ObservationLog seen, long nanos) {
    int index = seen.firstAtOrAfter(nanos) - 1;
    return index < 0 ? 0 : seen.version(index);
  }

  /** The window's first version, or an earlier one that was not held then: its time is before 0. */
  private static int firstMissing(ObservationLog seen, PublishLog log, long start) {
    int first = log.firstAtOrAfter(start);
    long held = heldAt(seen, start);
    return held == 0 ? first : Math.toIntExact(Math.clamp(held + 1, first - MAX_BEFORE, first));
  }

  private static List<Trace.Event> publishes(PublishLog log, int from, long start, long end) {
    return bounded(from, log.firstAtOrAfter(end))
        .mapToObj(version -> new Trace.Event(ms(log.publishedAt(version) - start), version))
        .toList();
  }

  private static List<Trace.Event> seen(ObservationLog seen, long start, long end) {
    return bounded(seen.firstAtOrAfter(start), seen.firstAtOrAfter(end))
        .mapToObj(i -> new Trace.Event(ms(seen.observedAt(i) - start), seen.version(i)))
        .toList();
  }

  private static List<Trace.Request> requests(RequestLog requests, long start, long end) {
    return bounded(requests.firstStartedAtOrAfter(start), requests.firstStartedAtOrAfter(end))
        .mapToObj(
            i ->
                new Trace.Request(
                    ms(requests.startedAt(i) - start),
                    ms(requests.completedAt(i) - start),
                    requests.isEmpty(i)))
        .toList();
  }

  private static IntStream bounded(int from, int end) {
    return IntStream.range(from, Math.min(end, from + MAX_EVENTS));
  }

  private static double ms(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
