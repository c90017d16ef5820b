package dev.pushpull.progress;

import dev.pushpull.spec.Durations;
import dev.pushpull.sut.clock.NanoClock;
import java.io.PrintStream;
import java.util.List;

/** A line when a step starts and one when it ends, for logs. All state guarded by this. */
final class LineProgress implements Progress {

  private final PrintStream out;
  private final Eta eta;
  private String current = "";

  LineProgress(PrintStream out, List<Step> steps, int done, NanoClock clock) {
    this.out = out;
    this.eta = new Eta(steps, done, clock);
  }

  @Override
  public synchronized void started(Step step) {
    eta.started(step);
    current = step.name();
    line(current + " starts, about " + Durations.clock(eta.remaining()) + " left");
  }

  /** Printed on a terminal only: a log would drown in phases. */
  @Override
  public void phase(String phase) {}

  @Override
  public synchronized void finished(StepEnd end) {
    eta.finished();
    end.lines(current).forEach(this::line);
  }

  private void line(String text) {
    out.println(eta.numbered(text));
  }

  @Override
  public void close() {
    out.flush();
  }
}
