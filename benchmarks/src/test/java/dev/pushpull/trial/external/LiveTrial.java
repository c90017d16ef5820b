package dev.pushpull.trial.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.netty.NettyEngine;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.measure.FeedMeters;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.Transport;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.target.external.ExternalServer;
import dev.pushpull.target.external.ExternalTarget;
import dev.pushpull.target.external.Tellings;
import dev.pushpull.testkit.Trials;
import dev.pushpull.trial.SightProbe;
import dev.pushpull.truth.SightLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A short trial of a server that is not ours, and what its own log says of the same window. */
record LiveTrial(TrialResult result, ExternalTrial trial, Tellings tellings) {

  private static final double NANOS = 1e6;

  /** Runs it, with five updates a second of each feed if they are published here. */
  static LiveTrial run(TargetSpec file, String strategy, Engine engine, Path folder)
      throws IOException, InterruptedException {
    var tellings = new Tellings(file.feeds().size());
    try (var external =
            ExternalTarget.of(new ExternalServer(file, _ -> Optional.of("guest"), tellings));
        ClientEngine clients = engine(engine, external.carrier())) {
      TrialSpec spec = spec(file, strategy, engine);
      var trial =
          new ExternalTrial(spec, external, tellings, carrier -> engine(engine, carrier), folder);
      return new LiveTrial(Trials.live(spec, external, clients, trial), trial, tellings);
    }
  }

  /** One window of 3 s. */
  static TrialSpec spec(TargetSpec target, String strategy, Engine engine) {
    var workload =
        new Workload(
            Arrivals.parse("poisson:5/s"),
            target.feeds().size(),
            SuiteFile.TARGET_WORKLOAD.subscribers(),
            0,
            Protocol.H1,
            new Scenario.External(target.name(), target.truth().toString()),
            engine);
    return Trials.spec(strategy, workload, Duration.ofSeconds(3));
  }

  private static ClientEngine engine(Engine engine, Carrier carrier) throws IOException {
    return engine == Engine.NETTY
        ? new NettyEngine(carrier, Transport.AUTO, Setup.USUAL.eventLoops())
        : new OkHttpEngine(carrier);
  }

  /**
   * What was true, since the clock of the logs is ours.
   *
   * @param logs of the feeds, whose versions are numbers from 1
   */
  FeedMeters by(List<PublishLog> logs) {
    Window window = trial.metered().getFirst().window();
    var meters = new FeedMeters();
    for (SightProbe probe : trial.probes()) {
      PublishLog log = logs.get(probe.feed);
      var seen = new ObservationLog();
      SightLog sights = probe.sights;
      for (int i = 0; i < sights.size(); i++) {
        long version = tellings.numbers(probe.feed).applyAsLong(sights.version(i));
        seen.add(version, sights.observedAt(i), 0, 0);
      }
      meters.delivery.add(log, seen, window);
      meters.freshness.add(log, seen, window);
    }
    return meters;
  }

  /** Checks that the true delivery and staleness lie between both ends. */
  static TargetFigures between(TrialResult result, FeedMeters truly) {
    return between(result, truly, 0);
  }

  /**
   * The same where the log is not exact.
   *
   * @param offMs by how much its instants may be off
   */
  static TargetFigures between(TrialResult result, FeedMeters truly, double offMs) {
    TargetFigures target = accounted(result);
    TargetFigures.AtMost most = target.atMost();
    assertThat(most).isNotNull();
    assertBetween(
        truly.delivery.latency.meanNanos() / NANOS,
        result.deliveryLatencyMs().mean(),
        most.deliveryLatencyMs().mean(),
        offMs);
    assertBetween(
        truly.freshness.staleness.meanNanos() / NANOS,
        result.stalenessMs().distribution().mean(),
        most.stalenessMs().distribution().mean(),
        offMs);
    return target;
  }

  private static void assertBetween(
      double truth, @Nullable Double least, @Nullable Double most, double off) {
    assertThat(least).isNotNull().isLessThanOrEqualTo(truth + off);
    assertThat(most).isNotNull().isGreaterThanOrEqualTo(truth - off);
  }

  /** Checks that it is known what became of every update. */
  static TargetFigures accounted(TrialResult result) {
    var updates = result.counts().updates();
    assertThat(updates.published()).isGreaterThan(50).isEqualTo(updates.ended());
    TargetFigures target = result.target();
    assertThat(target).isNotNull();
    assertThat(target.contradicted()).isZero();
    return target;
  }
}
