package dev.pushpull.report;

import dev.pushpull.plan.Plan;
import dev.pushpull.plan.PlanText;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.clock.NanoClock;
import java.io.PrintStream;

/** A line when a trial starts and one when it ends, for logs. All state guarded by this. */
final class LineProgress implements Progress {

  private final PrintStream out;
  private final Eta eta;
  private final int total;
  private int number;

  LineProgress(PrintStream out, Plan plan, int done, NanoClock clock) {
    this.out = out;
    this.eta = new Eta(plan, clock);
    this.total = done + plan.trials().size();
    this.number = done;
  }

  @Override
  public synchronized void started(TrialSpec trial) {
    number++;
    eta.started(trial);
    String what = trial.strategy() + " repeat " + trial.repeat();
    line(what + " starts, about " + PlanText.clock(eta.remaining()) + " left");
  }

  /** Said on a terminal only: a log would drown in phases. */
  @Override
  public void phase(String phase) {}

  @Override
  public synchronized void finished(TrialResult result) {
    String took = Numbers.millis(eta.finished().toNanos() / 1e6);
    String what = result.strategy() + " repeat " + result.repeat();
    line(what + " " + result.validity().verdict() + " after " + took);
    result.validity().reasons().forEach(reason -> line("  " + reason));
  }

  private void line(String text) {
    out.println("[" + number + "/" + total + "] " + text);
  }

  @Override
  public void close() {
    out.flush();
  }
}
