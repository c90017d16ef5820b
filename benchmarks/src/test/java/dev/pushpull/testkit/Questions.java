package dev.pushpull.testkit;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.calibrate.CalibratedCosts;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.tune.Budget;
import dev.pushpull.tune.CostKind;
import dev.pushpull.tune.Objective;
import dev.pushpull.tune.Prices;
import dev.pushpull.tune.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Questions for tests: 100 subscribers on 10 feeds, a round trip of 1 ms. */
public final class Questions {

  public static final Set<StrategyKind> POLLS =
      Set.of(StrategyKind.POLL, StrategyKind.CONDITIONAL_POLL);

  private Questions() {}

  public static Question of(String arrivals, String... objectives) {
    return of(
        Arrivals.parse(arrivals),
        10,
        100,
        Question.ALL_KINDS,
        List.of(),
        Optional.empty(),
        objectives);
  }

  public static Question polls(String arrivals, String... objectives) {
    return of(Arrivals.parse(arrivals), 10, 100, POLLS, List.of(), Optional.empty(), objectives);
  }

  public static Question of(
      Arrivals arrivals,
      int feeds,
      int subscribers,
      Set<StrategyKind> ways,
      List<String> budgets,
      Optional<Prices> prices,
      String... objectives) {
    return new Question(
        new Workload(arrivals, feeds, subscribers, 64, Protocol.H1),
        Arrays.stream(objectives).map(Objective::parse).toList(),
        budgets.stream().map(Budget::parse).toList(),
        prices,
        prices.isPresent() ? CostKind.MONEY : CostKind.BYTES,
        ways,
        ServiceTimes.constant(1_000_000),
        "assumed",
        CalibratedCosts.reference(),
        "measured in the reference run",
        List.of(),
        Duration.ZERO,
        1);
  }

  /** The same question where requests take longer. */
  public static Question served(Question asked, ServiceTimes service) {
    return with(asked, asked.kinds(), service, "given", asked.unitCosts(), asked.seed());
  }

  /** The same question with other draws. */
  public static Question seeded(Question asked, long seed) {
    return with(
        asked, asked.kinds(), asked.service(), asked.serviceSource(), asked.unitCosts(), seed);
  }

  /** The same question of some kinds and with other costs. */
  public static Question costing(Question asked, Set<StrategyKind> kinds, UnitCosts costs) {
    return with(asked, kinds, asked.service(), asked.serviceSource(), costs, asked.seed());
  }

  private static Question with(
      Question asked,
      Set<StrategyKind> kinds,
      ServiceTimes service,
      String serviceSource,
      UnitCosts costs,
      long seed) {
    return new Question(
        asked.workload(),
        asked.objectives(),
        asked.budgets(),
        asked.prices(),
        asked.cost(),
        kinds,
        service,
        serviceSource,
        costs,
        asked.unitCostsSource(),
        asked.warnings(),
        asked.finest(),
        seed);
  }

  /** A request-priced cloud: an open connection costs as much as a poll every 240 s. */
  public static Prices perRequest() {
    return new Prices(1.00, 1.00, 0.25, 0, "");
  }

  /** Changes by day, in bursts, hardly any by night. */
  public static Arrivals.Trace dayAndNight(int days) {
    var random = new Random(7);
    var offsets = new ArrayList<Long>();
    double at = 0;
    while (at < days * 86_400.0) {
      at += -Math.log1p(-random.nextDouble()) * 120;
      double hour = at / 3_600 % 24;
      if (random.nextDouble() < (hour > 8 && hour < 18 ? 1 : 0.02)) {
        double within = at;
        for (int i = 0; i < 8; i++) {
          offsets.add(Math.round(within * 1e9));
          within += -Math.log1p(-random.nextDouble()) * 2;
        }
      }
    }
    offsets.sort(Long::compare);
    long first = offsets.getFirst();
    return new Arrivals.Trace(
        "day-and-night", offsets.stream().map(offset -> offset - first).toList());
  }
}
