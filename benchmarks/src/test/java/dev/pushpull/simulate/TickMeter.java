package dev.pushpull.simulate;

import dev.pushpull.measure.RequestLog;
import dev.pushpull.measure.Samples;
import dev.pushpull.measure.Window;
import java.util.List;

/** Request latency by its definition alone, for ticks of any schedule: slow and plain. */
final class TickMeter {

  final Samples corrected = new Samples();
  final Samples uncorrected = new Samples();
  long due;
  long answered;
  long sent;
  long empty;

  void add(RequestLog log, List<Long> ticks, Window window) {
    for (int i = 0; i < log.size(); i++) {
      if (window.contains(log.startedAt(i))) {
        uncorrected.add(log.completedAt(i) - log.startedAt(i));
        sent++;
        empty += log.isEmpty(i) ? 1 : 0;
      }
    }
    for (long tick : ticks) {
      if (window.contains(tick)) {
        due++;
        add(log, log.firstStartedAtOrAfter(tick), tick, window);
      }
    }
  }

  private void add(RequestLog log, int answer, long tick, Window window) {
    if (answer == log.size() || log.completedAt(answer) > window.drainEndNanos()) {
      corrected.addAtLeast(window.drainEndNanos() - tick);
      return;
    }
    corrected.add(log.completedAt(answer) - tick);
    answered += log.dueAt(answer) == tick ? 1 : 0;
  }
}
