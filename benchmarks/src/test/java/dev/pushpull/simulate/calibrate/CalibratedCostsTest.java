package dev.pushpull.simulate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.metric.Metrics;
import dev.pushpull.model.Traffic;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratedCostsTest {

  private static final Path RESOURCE =
      Path.of("src/main/resources/dev/pushpull/model/unit-costs.json");

  private static RunResults run() throws IOException {
    return RunDirectory.read(Path.of("../results/reference"));
  }

  private static RunResults with(RunResults run, Predicate<TrialResult> kept) {
    return changed(run, kept, UnaryOperator.identity());
  }

  private static RunResults changed(
      RunResults run, Predicate<TrialResult> kept, UnaryOperator<TrialResult> change) {
    return run.with(run.trials().stream().filter(kept).map(change).toList());
  }

  private static double figure(TrialResult trial, String what) {
    return Metrics.figure(trial, "overhead." + what + "PerSubscriberSecond").orElseThrow();
  }

  /** What a trial of the reference run caused each second. */
  private static Traffic traffic(TrialResult trial) {
    Strategy strategy = Strategy.parse(trial.strategy());
    double seconds = trial.windowSeconds();
    double subscribers = trial.workload().subscribers();
    double answers = trial.counts().exchanges().sent() / seconds;
    double empty =
        (trial.counts().exchanges().emptyPolls() + trial.counts().exchanges().longPollTimeouts())
            / seconds;
    boolean stream = answers == 0;
    double messages = figure(trial, "messages") * subscribers;
    return Traffic.of(strategy, subscribers, answers, stream ? messages : answers - empty);
  }

  @Test
  void areThoseOfTheResource() throws IOException {
    String computed = ResultJson.write(CalibratedCosts.of(run()));
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(RESOURCE, computed);
    }
    assertThat(Files.readString(RESOURCE)).isEqualTo(computed);
    assertThat(ResultJson.write(CalibratedCosts.reference())).isEqualTo(computed);
    assertThat(CalibratedCosts.reference().runId()).isEqualTo("20261125-003812-quick");
  }

  @Test
  void predictTheBytesAndRequestsOfEveryTrialTheyCameFrom() throws IOException {
    UnitCosts costs = CalibratedCosts.reference();
    for (TrialResult trial : run().trials()) {
      double subscribers = trial.workload().subscribers();
      Traffic traffic = traffic(trial);
      UnitCost predicted = costs.perSecond(traffic, trial.workload().payloadBytes());

      double bytes = figure(trial, "bytes");
      assertThat(predicted.bytes() / subscribers)
          .as("bytes of %s %s", trial.id(), trial.strategy())
          .isCloseTo(bytes, within(0.02 * bytes));
      assertThat(traffic.requests() / subscribers)
          .isCloseTo(figure(trial, "requests"), within(1e-9));
      assertThat(traffic.updatesCarried() / subscribers)
          .as("messages of %s %s", trial.id(), trial.strategy())
          .isCloseTo(figure(trial, "messages"), within(0.0021));
    }
  }

  /** Single repeats of a strategy differ by up to a third, so that their median is predicted. */
  @Test
  void predictTheCpuOfEveryStrategyTheyCameFrom() throws IOException {
    UnitCosts costs = CalibratedCosts.reference();
    Map<String, List<TrialResult>> cells =
        run().trials().stream()
            .filter(trial -> trial.validity().verdict() == Validity.Verdict.VALID)
            .collect(Collectors.groupingBy(TrialResult::strategy));
    assertThat(cells).hasSize(12);
    cells.forEach(
        (strategy, trials) -> {
          double measured = median(trials, trial -> figure(trial, "serverCpuMicros"));
          double predicted = median(trials, t -> micros(costs.perSecond(traffic(t), 64)) / 100);
          assertThat(predicted)
              .as("CPU of %s", strategy)
              .isCloseTo(measured, within(0.12 * measured));
        });
  }

  private static double median(List<TrialResult> trials, ToDoubleFunction<TrialResult> figure) {
    double[] values = trials.stream().mapToDouble(figure).sorted().toArray();
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64, 4_096, 60_000})
  void rightlyAddThePayloadOnce(int payload) {
    var empty = new Update("feed-1", 7, 1_000, 1_000, "");
    var full = new Update("feed-1", 7, 1_000, 1_000, "x".repeat(payload));
    assertThat(UpdateJson.encode(full).length - UpdateJson.encode(empty).length).isEqualTo(payload);

    UnitCosts costs = CalibratedCosts.reference();
    Traffic traffic = Traffic.of(Strategy.parse("conditional-poll@1s"), 10, 10, 4);
    double without = costs.perSecond(traffic, 0).bytesDown();
    assertThat(costs.perSecond(traffic, payload).bytesDown())
        .isCloseTo(without + 4.0 * payload, within(1e-6));
  }

  @Test
  void takeTheServersOwnHeartbeat() {
    assertThat(1e3 / ServerConfig.defaults().limits().data().heartbeat().toMillis())
        .isEqualTo(UnitCosts.HEARTBEATS_PER_SECOND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          websocket           | WebSockets
          sse                 | server-sent events
          long-poll           | long polls
          conditional-poll@1s | conditional polls with two different shares of 304s
          """)
  void sayWhatARunLacks(String strategy, String what) throws IOException {
    Strategy asked = Strategy.parse(strategy);
    UnitCosts costs = CalibratedCosts.of(with(run(), t -> t.strategy().startsWith("poll@")));

    assertThat(costs.lack(Strategy.parse("poll@3s"))).isEmpty();
    assertThat(costs.lack(asked).orElseThrow())
        .startsWith("run 20261125-003812-quick has no usable trial of " + what)
        .contains("advice about", "is left out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> costs.perSecond(Traffic.of(asked, 1, 1, 1), 64))
        .withMessageContaining("so their cost is unknown");
  }

  @Test
  void cannotTellAnswersApartThatAreAllAlike() throws IOException {
    UnitCosts costs =
        CalibratedCosts.of(with(run(), t -> t.strategy().equals("conditional-poll@10s")));
    assertThat(costs.lack(Strategy.parse("conditional-poll@1s"))).isPresent();
  }

  @Test
  void restOnSuspectTrialsWhereNoOthersAreAndSaySo() throws IOException {
    UnitCosts costs = CalibratedCosts.of(with(run(), t -> t.strategy().equals("poll@100ms")));
    assertThat(costs.notes())
        .contains("no trial of polls is VALID, so their cost is based on SUSPECT ones");
    assertThat(costs.poll()).isNotNull();
  }

  @Test
  void needOneTrialAtLeast() throws IOException {
    RunResults broken =
        changed(run(), _ -> true, trial -> trial.and(Validity.invalid("the server died")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CalibratedCosts.of(broken))
        .withMessage(
            "run 20261125-003812-quick does not show costs: it needs a VALID or SUSPECT trial with"
                + " answers and server CPU, but none of its 42 is one");
  }

  @Test
  void withoutPollsAreTheSameAtEveryRate() throws IOException {
    UnitCosts costs = CalibratedCosts.of(with(run(), t -> t.strategy().equals("websocket")));
    assertThat(costs.notes())
        .contains(
            "without a polling trial, CPU per message is assumed to be the same at every rate");
    Strategy socket = Strategy.parse("websocket");
    double one = micros(costs.perSecond(Traffic.of(socket, 0, 0, 1), 64));
    double many = micros(costs.perSecond(Traffic.of(socket, 0, 0, 1_000), 64));
    assertThat(many).isCloseTo(1_000 * one, within(1e-6 * many));
    assertThat(one).isBetween(30.0, 37.0);
  }

  @Test
  void findsBothCostsOfAMixture() {
    var found =
        MixtureFit.of(
                List.of(
                    new MixtureFit.Mixture(0, 10),
                    new MixtureFit.Mixture(0.5, 7.5),
                    new MixtureFit.Mixture(0.8, 6)))
            .orElseThrow();
    assertThat(found.first()).isCloseTo(10, within(1e-12));
    assertThat(found.second()).isCloseTo(5, within(1e-12));
    assertThat(MixtureFit.of(List.of(new MixtureFit.Mixture(0.3, 5)))).isEmpty();
    assertThat(MixtureFit.of(List.of())).isEmpty();
  }

  private static double micros(UnitCost cost) {
    return Objects.requireNonNull(cost.serverCpuMicros());
  }
}
