package dev.pushpull.progress;

import dev.pushpull.sut.clock.NanoClock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * One line on a terminal, drawn each second, and above it a line for each step that has ended.
 * State guarded by this, the bar guards itself.
 */
final class BarProgress implements Progress {

  private static final int REDRAW_MILLIS = 1_000;

  private final Eta eta;
  private final LinesAboveBar lines;
  private final ProgressBar bar;
  private String current = "";
  private String name = "";

  BarProgress(PrintStream out, String what, List<Step> steps, int done, NanoClock clock) {
    this.eta = new Eta(steps, done, clock);
    this.lines = new LinesAboveBar(out);
    this.bar =
        ProgressBar.builder()
            .setTaskName(what)
            .setInitialMax(done + steps.size())
            .startsFrom(done, Duration.ZERO)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .continuousUpdate()
            .setEtaFunction(state -> Optional.of(remaining()))
            .setConsumer(lines)
            .clearDisplayOnFinish()
            .build();
  }

  private synchronized Duration remaining() {
    return eta.remaining();
  }

  @Override
  public synchronized void started(Step step) {
    eta.started(step);
    name = step.name();
    current = step.shortName();
    bar.setExtraMessage(" " + current);
  }

  @Override
  public synchronized void phase(String phase) {
    bar.setExtraMessage(" " + current + ": " + phase);
  }

  @Override
  public synchronized void finished(StepEnd end) {
    eta.finished();
    end.lines(name).forEach(line -> lines.add(eta.numbered(line)));
    bar.setExtraMessage(" " + current + ": " + end.validity().verdict());
    bar.step();
  }

  @Override
  public void close() {
    bar.close();
  }
}
