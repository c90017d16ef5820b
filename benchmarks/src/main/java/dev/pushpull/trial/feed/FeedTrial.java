package dev.pushpull.trial.feed;

import static java.util.Objects.requireNonNull;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.Trace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.target.Target;
import dev.pushpull.text.UnitValue;
import dev.pushpull.trial.BurnIn;
import dev.pushpull.trial.FeedsTrial;
import dev.pushpull.trial.Life;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.Probe;
import dev.pushpull.trial.Traces;
import dev.pushpull.trial.WindowFigures;
import dev.pushpull.trial.WindowMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values that change, and clients that want to know. */
public final class FeedTrial extends FeedsTrial<WindowMeters> {

  private static final String BASELINE = "baseline-";

  private @Nullable FeedSlice slice;

  /** Nothing is created on the server yet. */
  public FeedTrial(TrialSpec spec, Target server) {
    super(spec, server);
  }

  @Override
  public FeedSpec order(String name, long seed) {
    return order(name, spec.workload().arrivals(), seed);
  }

  private FeedSpec order(String name, Arrivals arrivals, long seed) {
    int bytes = spec.workload().payloadBytes();
    return new FeedSpec(name, arrivals, seed, bytes, spec.hintSeconds());
  }

  /** A closed loop. */
  @Override
  public BurnIn<?> burnIn(ClientEngine engine) throws IOException, InterruptedException {
    String feed = burnInFeed();
    control.createFeeds(List.of(order(feed, burnInArrivals(), spec.seed())));
    var clients = new FeedSlice(spec, engine, BURN_IN_CLIENTS, 1, _ -> server.feed(feed), 0);
    return new FeedBurnIn<>(clients) {
      @Override
      public void start() throws IOException, InterruptedException {
        control.start(0, 0);
        slice.startClosedLoop();
      }

      @Override
      public long pauseNanos() {
        return TimeUnit.MILLISECONDS.toNanos(5);
      }
    };
  }

  /**
   * Pollers make their own pace and need some answers with news and some without; a long poll must
   * have time to be parked before the next update comes; a stream needs many updates.
   */
  private Arrivals burnInArrivals() {
    return new Arrivals.Periodic(
        switch (spec.strategy()) {
          case Strategy.Poll _ -> 200;
          case Strategy.LongPoll _ -> 300;
          default -> 1_000;
        });
  }

  /** Feeds like the trial's publish, and no one listens. */
  @Override
  public void beginBaseline(long clockOffsetNanos) throws IOException, InterruptedException {
    control.createFeeds(
        IntStream.range(0, spec.workload().feeds())
            .mapToObj(feed -> order(prefix + BASELINE + feed, spec.seed() + feed))
            .toList());
    control.start(0, 0);
  }

  @Override
  public void endBaseline() throws IOException, InterruptedException {
    quiesce();
    control.deleteFeeds(prefix + BASELINE);
  }

  @Override
  public FeedSlice create(ClientEngine engine, long clockOffsetNanos)
      throws IOException, InterruptedException {
    createFeeds(clockOffsetNanos);
    int count = spec.workload().subscribers();
    int feeds = spec.workload().feeds();
    var all = new FeedSlice(spec, engine, count, feeds, this::address, clockOffsetNanos);
    slice = all;
    return all;
  }

  /** What each subscriber experienced; once they are made. */
  public List<Probe> probes() {
    return requireNonNull(slice).probes;
  }

  @Override
  public Map<String, UnitValue> figures(MeasuredWindow<WindowMeters> window) {
    return new WindowFigures().addAll(window, spec.workload().subscribers()).byName();
  }

  @Override
  public TrialResult result(
      List<MeasuredWindow<WindowMeters>> windows,
      List<List<PublishLog>> windowLogs,
      List<PublishLog> logs,
      Life life) {
    return new FeedOutcome(spec, windows, logs, unplanned(logs), life).result();
  }

  /** The first subscriber's events are drawn. */
  @Override
  public void writeFiles(Path folder, TrialResult result, MeasuredWindow<WindowMeters> first)
      throws IOException {
    Trace trace = Traces.of(result.strategy(), first, probes().getFirst());
    Files.writeString(folder.resolve(Trace.FILE), ResultJson.compact(trace));
  }
}
