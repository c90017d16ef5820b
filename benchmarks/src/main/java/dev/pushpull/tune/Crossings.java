package dev.pushpull.tune;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.tune.Recommendation.Crossing;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where polling at a fixed interval and a push cost the same: in the interval, since polls cost
 * less the rarer they are, and in the update rate, since a push pays for each update and a poll
 * skips those that were overtaken.
 *
 * @param question what is asked
 * @param supply how updates come
 * @param spending of one subscriber
 */
public record Crossings(Question question, Supply supply, Spending spending) {

  private static final double MIN_MILLIS = Grids.MIN_INTERVAL.toNanos() / 1e6;
  private static final double MAX_MILLIS = Pace.MAX_INTERVAL.toNanos() / 1e6;
  private static final double RATE_SPAN = 1e5;
  private static final int BISECTIONS = 60;

  /** Of a push and the polls of one kind, at an interval. */
  public Crossing of(Strategy push, Strategy.Poll poll) {
    double millis = poll.pace().longest().toNanos() / 1e6;
    Double interval = crossing(x -> difference(push, poll, x, 1), MIN_MILLIS, MAX_MILLIS);
    Double factor = crossing(x -> difference(push, poll, millis, x), 1 / RATE_SPAN, RATE_SPAN);
    return new Crossing(
        push.toString(),
        poll.kind(),
        question.cost().toString(),
        difference(push, poll, millis, 1) > 0,
        interval,
        millis,
        factor == null ? null : factor * supply.ratePerSecond());
  }

  /**
   * What the poll costs more than the push.
   *
   * @param millis the poll's interval
   * @param faster by what factor updates come faster
   */
  private double difference(Strategy push, Strategy.Poll poll, double millis, double faster) {
    double polls = 1e3 / millis;
    double news = polls * (1 - supply.process().waitsBeyond(millis * faster));
    double messages = supply.process().rate() * 1e3 * faster;
    double timeouts = supply.timeouts(push, faster, question.delayMillis());
    return spending.costs(poll, polls, news).of(question.cost())
        - spending.costs(push, messages + timeouts, messages).of(question.cost());
  }

  /** Where a function changes its sign, by bisection on a log axis; null if it does not. */
  private static @Nullable Double crossing(DoubleUnaryOperator of, double least, double most) {
    boolean atLeast = of.applyAsDouble(least) > 0;
    if (atLeast == of.applyAsDouble(most) > 0) {
      return null;
    }
    double low = Math.log(least);
    double high = Math.log(most);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (of.applyAsDouble(Math.exp(middle)) > 0 == atLeast) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }
}
