package dev.pushpull.report;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.clock.NanoClock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line on a terminal, drawn each second. State guarded by this, the bar guards itself. */
final class BarProgress implements Progress {

  private static final int REDRAW_MILLIS = 1_000;

  private final Eta eta;
  private final ProgressBar bar;
  private String trial = "";

  BarProgress(PrintStream out, Plan plan, int done, NanoClock clock) {
    this.eta = new Eta(plan, clock);
    this.bar =
        ProgressBar.builder()
            .setTaskName("trials")
            .setInitialMax(done + plan.trials().size())
            .startsFrom(done, Duration.ZERO)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .continuousUpdate()
            .setEtaFunction(state -> Optional.of(remaining()))
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .clearDisplayOnFinish()
            .build();
  }

  private synchronized Duration remaining() {
    return eta.remaining();
  }

  @Override
  public synchronized void started(TrialSpec spec) {
    eta.started(spec);
    trial = spec.strategy() + " #" + spec.repeat();
    bar.setExtraMessage(" " + trial);
  }

  @Override
  public synchronized void phase(String phase) {
    bar.setExtraMessage(" " + trial + ": " + phase);
  }

  @Override
  public synchronized void finished(TrialResult result) {
    eta.finished();
    bar.setExtraMessage(" " + trial + ": " + result.validity().verdict());
    bar.step();
  }

  @Override
  public void close() {
    bar.close();
  }
}
