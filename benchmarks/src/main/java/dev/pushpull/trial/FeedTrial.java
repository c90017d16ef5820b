package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.launch.Target;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.FeedOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that change, and clients that want to know. */
final class FeedTrial implements ScenarioTrial<List<PublishLog>, WindowMeters> {

  private static final String BASELINE = "baseline-";

  private final TrialSpec spec;
  private final Target server;
  private final TrialFeeds feeds;
  private @Nullable FeedSlice slice;

  FeedTrial(TrialSpec spec, Target server) {
    this.spec = spec;
    this.server = server;
    this.feeds = new TrialFeeds(spec, server);
  }

  @Override
  public Load burnIn(ClientEngine engine) throws IOException, InterruptedException {
    return new FeedBurnIn(spec, server, feeds.prefix() + "burn-in", engine);
  }

  /** Feeds like the trial's publish, and no one listens. */
  @Override
  public void beginBaseline(long clockOffsetNanos) throws IOException, InterruptedException {
    var unwatched = new ArrayList<FeedOrder>();
    for (int feed = 0; feed < spec.workload().feeds(); feed++) {
      unwatched.add(
          new FeedOrder(
              feeds.prefix() + BASELINE + feed,
              spec.workload().arrivals(),
              spec.seed() + feed,
              spec.workload().payloadBytes(),
              spec.hintSeconds()));
    }
    server.control().createFeeds(unwatched);
    server.control().start(0, 0);
  }

  @Override
  public void endBaseline() throws IOException, InterruptedException {
    feeds.quiesce();
    server.control().deleteFeeds(feeds.prefix() + BASELINE);
  }

  @Override
  public FeedSlice create(ClientEngine engine, long clockOffsetNanos)
      throws IOException, InterruptedException {
    feeds.create(clockOffsetNanos);
    FeedSlice all = FeedSlice.of(spec, engine, feeds::address, clockOffsetNanos);
    slice = all;
    return all;
  }

  /** What each subscriber experienced; once they are made. */
  List<Probe> probes() {
    return requireNonNull(slice).probes();
  }

  @Override
  public long start(long leadNanos) throws IOException, InterruptedException {
    return feeds.start(leadNanos);
  }

  @Override
  public List<PublishLog> told() throws IOException, InterruptedException {
    return feeds.logs();
  }

  @Override
  public List<PublishLog> logs(List<PublishLog> told) {
    return told;
  }

  @Override
  public Map<String, Figure> figures(MeasuredWindow<WindowMeters> window) {
    return Figures.of(window, spec.workload().subscribers());
  }

  @Override
  public void quiesce() throws IOException, InterruptedException {
    feeds.quiesce();
  }

  @Override
  public TrialResult result(
      List<MeasuredWindow<WindowMeters>> windows,
      LifeTotals clients,
      List<List<PublishLog>> windowsTold,
      List<PublishLog> told,
      Life life) {
    return new FeedOutcome(spec, windows, clients, told, feeds.unplanned(told), life).result();
  }

  /** The first subscriber's events are drawn. */
  @Override
  public void writeFiles(Path folder, TrialResult result, MeasuredWindow<WindowMeters> first)
      throws IOException {
    TrialFiles.writeTrace(folder, result.strategy(), first, probes().getFirst());
  }

  @Override
  public void tidy() {
    server.leave(feeds.prefix());
  }
}
