package dev.pushpull.report;

import dev.pushpull.plan.PlanText;
import dev.pushpull.result.Validity;
import dev.pushpull.sut.clock.NanoClock;
import java.io.PrintStream;
import java.util.List;

/** A line when a step starts and one when it ends, for logs. All state guarded by this. */
final class LineProgress implements Progress {

  private final PrintStream out;
  private final Eta eta;
  private final int total;
  private int number;
  private String current = "";

  LineProgress(PrintStream out, List<Step> steps, int done, NanoClock clock) {
    this.out = out;
    this.eta = new Eta(steps, clock);
    this.total = done + steps.size();
    this.number = done;
  }

  @Override
  public synchronized void started(Step step) {
    number++;
    eta.started(step);
    current = step.name();
    line(current + " starts, about " + PlanText.clock(eta.remaining()) + " left");
  }

  /** Said on a terminal only: a log would drown in phases. */
  @Override
  public void phase(String phase) {}

  @Override
  public synchronized void finished(Validity validity) {
    String took = Numbers.millis(eta.finished().toNanos() / 1e6);
    line(current + " " + validity.verdict() + " after " + took);
    validity.reasons().forEach(reason -> line("  " + reason));
  }

  private void line(String text) {
    out.println("[" + number + "/" + total + "] " + text);
  }

  @Override
  public void close() {
    out.flush();
  }
}
