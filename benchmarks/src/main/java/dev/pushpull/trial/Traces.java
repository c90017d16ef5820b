package dev.pushpull.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.measure.Window;

/**
 * Every event of the first subscriber in the first seconds of the first window, for drawing: {@code
 * publish} and {@code seen} with the version, {@code poll} with its end. Bounded in time and
 * number.
 */
final class Trace {

  private static final long MOST_NANOS = 10_000_000_000L;
  private static final int MOST_EVENTS = 2_000;
  private static final int MOST_BEFORE = 100;

  private Trace() {}

  /** Instants are ms after the window's start. */
  static ObjectNode of(String strategy, MeasuredWindow measured, Probe probe) {
    Window window = measured.window();
    PublishLog log = measured.logs().get(probe.feed());
    long start = window.startNanos();
    long end = Math.min(window.endNanos(), start + MOST_NANOS);
    ObjectNode trace = new ObjectMapper().createObjectNode();
    trace.put("strategy", strategy).put("feed", probe.feed()).put("lengthMs", ms(end - start));
    trace.put("heldAtStart", heldAt(probe.observations(), start));
    trace.put("newestAtStart", log.firstAtOrAfter(start) - 1);
    addPublishes(trace.putArray("publishes"), log, firstMissing(probe, log, start), start, end);
    addSeen(trace.putArray("seen"), probe.observations(), start, end);
    addRequests(trace.putArray("requests"), probe.requests(), start, end);
    return trace;
  }

  private static long heldAt(ObservationLog seen, long nanos) {
    int index = seen.firstAtOrAfter(nanos) - 1;
    return index < 0 ? 0 : seen.version(index);
  }

  /** The window's first version, or an earlier one that was not held then: its time is before 0. */
  private static int firstMissing(Probe probe, PublishLog log, long start) {
    int first = log.firstAtOrAfter(start);
    long held = heldAt(probe.observations(), start);
    return held == 0 ? first : Math.toIntExact(Math.clamp(held + 1, first - MOST_BEFORE, first));
  }

  private static void addPublishes(ArrayNode out, PublishLog log, int from, long start, long end) {
    int last = Math.min(log.firstAtOrAfter(end), from + MOST_EVENTS);
    for (int version = from; version < last; version++) {
      out.addObject().put("atMs", ms(log.publishedAt(version) - start)).put("version", version);
    }
  }

  private static void addSeen(ArrayNode out, ObservationLog seen, long start, long end) {
    int first = seen.firstAtOrAfter(start);
    for (int i = first;
        i < seen.size() && seen.observedAt(i) < end && i < first + MOST_EVENTS;
        i++) {
      out.addObject().put("atMs", ms(seen.observedAt(i) - start)).put("version", seen.version(i));
    }
  }

  private static void addRequests(ArrayNode out, RequestLog requests, long start, long end) {
    int first = requests.firstStartedAtOrAfter(start);
    for (int i = first;
        i < requests.size() && requests.startedAt(i) < end && i < first + MOST_EVENTS;
        i++) {
      out.addObject()
          .put("atMs", ms(requests.startedAt(i) - start))
          .put("untilMs", ms(requests.completedAt(i) - start))
          .put("empty", requests.isEmpty(i));
    }
  }

  private static double ms(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
