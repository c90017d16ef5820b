package dev.pushpull.report;

import dev.pushpull.result.Validity;
import dev.pushpull.sut.clock.NanoClock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line on a terminal, drawn each second. State guarded by this, the bar guards itself. */
final class BarProgress implements Progress {

  private static final int REDRAW_MILLIS = 1_000;

  private final Eta eta;
  private final ProgressBar bar;
  private String current = "";

  BarProgress(PrintStream out, String what, List<Step> steps, int done, NanoClock clock) {
    this.eta = new Eta(steps, clock);
    this.bar =
        ProgressBar.builder()
            .setTaskName(what)
            .setInitialMax(done + steps.size())
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
  public synchronized void started(Step step) {
    eta.started(step);
    current = step.shortName();
    bar.setExtraMessage(" " + current);
  }

  @Override
  public synchronized void phase(String phase) {
    bar.setExtraMessage(" " + current + ": " + phase);
  }

  @Override
  public synchronized void finished(Validity validity) {
    eta.finished();
    bar.setExtraMessage(" " + current + ": " + validity.verdict());
    bar.step();
  }

  @Override
  public void close() {
    bar.close();
  }
}
