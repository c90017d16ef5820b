package dev.pushpull.tune;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The candidates of a question, and the cheapest ones that hold: of fixed polls, round intervals
 * first, then what lies between the best of them and the next. Candidates that are expected to fail
 * are left alone; the others are rehearsed from the cheapest on until one holds, which are few
 * where expectation and bound lie close to each other, and bisected beyond. Used by one thread.
 */
final class Search {

  private static final Duration UNKNOWN_SCALE = Duration.ofSeconds(1);
  private static final int SINGLY = 8;

  /** An interval that is not round must save so much. */
  private static final double WORTH_IT = 0.97;

  private final Question question;
  private final Runnable played;
  private final Foresight foresight;
  private final Virtual virtual;
  private final List<Choice> polls;
  private final List<Choice> fixed;
  private final List<Choice> push;
  private final Rehearsal rehearsal;
  private final VerifyingRun run;
  private final Optional<Choice> round;
  private final Optional<Choice> bestFixed;
  private final List<Choice> feedback;
  private final Optional<Choice> bestFeedback;
  private final Optional<Choice> bestPush;
  private final Crossings crossings;

  Search(Question question) {
    this(question, () -> {});
  }

  /**
   * @param played told of each trial that is played through, from any thread
   */
  Search(Question question, Runnable played) {
    this.question = question;
    this.played = played;
    var supply = Supply.of(question.workload().arrivals());
    var spending = Spending.of(question);
    this.virtual = new Virtual(question.service(), question.unitCosts(), question.seed(), played);
    this.foresight =
        new Foresight(question, new ClosedForms(supply, question.service(), spending), virtual);
    this.polls =
        predicted(
            Stream.of(false, true)
                .flatMap(
                    conditional ->
                        Grids.fixed(conditional, question.service().meanNanos()).stream())
                .toList());
    this.fixed = new ArrayList<>(polls);
    fixed.removeIf(choice -> !question.ways().contains(choice.way()));
    this.push =
        choices(
            List.of(
                new Strategy.LongPoll(),
                new Strategy.ServerSentEvents(),
                new Strategy.WebSocket()));
    Duration scale = fresh().map(Search::interval).orElse(UNKNOWN_SCALE);
    Settled settled = settle(supply, scale, Duration.ZERO);
    this.run = settled.run();
    this.rehearsal = settled.rehearsal();
    this.round = settled.best();
    this.bestFixed = round.map(this::refined).or(this::betweenRound);
    Duration around = round.map(Search::interval).orElse(scale);
    boolean conditional = bestFixed.map(Search::isConditional).orElse(true);
    this.feedback =
        choices(
            Grids.feedback(around).stream()
                .map(pace -> new Strategy.Poll(pace, conditional))
                .toList());
    this.bestFeedback = cheapest(feedback, rehearsal);
    this.bestPush = cheapest(push, rehearsal);
    this.crossings = new Crossings(question, supply, spending);
  }

  /** A verifying run, and the best fixed poll by it. */
  private record Settled(VerifyingRun run, Rehearsal rehearsal, Optional<Choice> best) {}

  /**
   * Where the worst stretch of a trace asks for much shorter intervals, the run is about those.
   * Where nothing holds that is expected to, it becomes as long as may be, so that chance is less.
   */
  private Settled settle(Supply supply, Duration scale, Duration least) {
    var run = VerifyingRun.of(question, scale, newsPerSecond(supply, scale), least);
    var rehearsal = new Rehearsal(run, virtual, question.objectives());
    Optional<Choice> best = cheapest(fixed, rehearsal);
    boolean longer = run.timing().window().compareTo(VerifyingRun.MOST) < 0;
    if (least.isZero() && longer && best.isEmpty() && isChance(rehearsal)) {
      return settle(supply, scale, VerifyingRun.MOST);
    }
    return best.map(Search::interval)
        .filter(interval -> interval.multipliedBy(2).compareTo(scale) < 0)
        .map(interval -> settle(supply, interval, least))
        .orElseGet(() -> new Settled(run, rehearsal, best));
  }

  /**
   * The longest interval that holds between the best of the grid and the next, which does not; it
   * joins the candidates.
   */
  private Choice refined(Choice best) {
    List<Choice> falling =
        choices(
                Grids.after(interval(best)).reversed().stream()
                    .map(i -> new Strategy.Poll(new Pace.Fixed(i), isConditional(best)))
                    .toList())
            .stream()
            .filter(Choice::isPlausible)
            .filter(choice -> Choice.byCost(question.cost()).compare(choice, best) < 0)
            .toList();
    var longer = new ArrayList<>(falling);
    longer.add(best);
    Choice found = first(longer, rehearsal);
    boolean saves = cost(found) < WORTH_IT * cost(best) || !best.isPlausible();
    if (!saves) {
      return best; // A round figure is worth a little.
    }
    if (!found.equals(best)) {
      fixed.add(fixed.indexOf(best) + 1, found);
    }
    return found;
  }

  private double cost(Choice choice) {
    return choice.costs().of(question.cost());
  }

  /** Where the last fresh one of the grid exceeds a budget that a little longer one may meet. */
  private Optional<Choice> betweenRound() {
    return fixed.stream()
        .filter(choice -> choice.missed().isEmpty())
        .min(Choice.byCost(question.cost()))
        .map(this::refined)
        .filter(Choice::isPlausible)
        .filter(rehearsal::holds);
  }

  /** Whether something is expected to hold, but nothing does. */
  private boolean isChance(Rehearsal rehearsal) {
    List<Choice> asked = fixed.isEmpty() ? push : fixed;
    return asked.stream().anyMatch(Choice::isPlausible) && cheapest(asked, rehearsal).isEmpty();
  }

  private static double newsPerSecond(Supply supply, Duration interval) {
    double millis = interval.toNanos() / 1e6;
    return (1 - supply.process().waitsBeyond(millis)) / millis * 1e3;
  }

  private static Duration interval(Choice choice) {
    return choice.strategy().longestInterval();
  }

  private static boolean isConditional(Choice choice) {
    return choice.strategy() instanceof Strategy.Poll poll && poll.conditional();
  }

  private List<Choice> choices(List<? extends Strategy> strategies) {
    return predicted(
        strategies.stream()
            .filter(strategy -> question.ways().contains(Way.of(strategy)))
            .toList());
  }

  private List<Choice> predicted(List<? extends Strategy> strategies) {
    List<? extends Strategy> known =
        strategies.stream()
            .filter(strategy -> question.unitCosts().lack(strategy).isEmpty())
            .toList();
    List<Prediction> predictions = foresight.of(known);
    var choices = new ArrayList<Choice>();
    for (int i = 0; i < known.size(); i++) {
      choices.add(Choice.of(question, known.get(i), predictions.get(i)));
    }
    return List.copyOf(choices);
  }

  /** The cheapest poll that is expected to be fresh enough, whatever the budgets, asked or not. */
  private Optional<Choice> fresh() {
    return polls.stream()
        .filter(choice -> choice.missed().isEmpty())
        .min(Choice.byCost(question.cost()));
  }

  /**
   * The cheapest that holds: the few cheapest are looked at one by one, and of those polls at fixed
   * intervals that are dearer, of which a shorter interval is the better, few are.
   */
  private Optional<Choice> cheapest(List<Choice> choices, Rehearsal rehearsal) {
    List<Choice> rising =
        choices.stream()
            .filter(Choice::isPlausible)
            .sorted(Choice.byCost(question.cost()))
            .toList();
    boolean areFixed = rising.stream().allMatch(choice -> choice.way().isFixed());
    int singly = areFixed ? Math.min(SINGLY, rising.size()) : rising.size();
    return rising.subList(0, singly).stream()
        .filter(rehearsal::holds)
        .findFirst()
        .or(() -> cheapestFixed(rising.subList(singly, rising.size()), rehearsal));
  }

  private Optional<Choice> cheapestFixed(List<Choice> rising, Rehearsal rehearsal) {
    return Stream.of(Way.POLL, Way.CONDITIONAL_POLL)
        .map(way -> rising.stream().filter(choice -> choice.way() == way).toList())
        .filter(kin -> !kin.isEmpty() && rehearsal.holds(kin.getLast()))
        .map(kin -> first(kin, rehearsal))
        .min(Choice.byCost(question.cost()));
  }

  /** The first that holds, by bisection; the last does. */
  private static Choice first(List<Choice> kin, Rehearsal rehearsal) {
    int low = 0;
    int high = kin.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rehearsal.holds(kin.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return kin.get(high);
  }

  /** Why simulated runs were INVALID and left out. */
  Set<String> refused() {
    return virtual.refused();
  }

  Question question() {
    return question;
  }

  /** The same search of other updates, by polls at fixed intervals alone. */
  Search ofPolling(Workload other) {
    return new Search(question.ofPolling(other), played);
  }

  VerifyingRun run() {
    return run;
  }

  Rehearsal rehearsal() {
    return rehearsal;
  }

  Crossings crossings() {
    return crossings;
  }

  /** Every candidate: fixed polls first, by kind and interval, then feedback ones, then push. */
  List<Choice> all() {
    return Stream.of(fixed, feedback, push).flatMap(List::stream).toList();
  }

  /** The cheapest fixed poll by expectation alone. */
  Optional<Choice> expectedFixed() {
    return fixed.stream().filter(Choice::isPlausible).min(Choice.byCost(question.cost()));
  }

  /** The cheapest push that is fresh enough, whatever the budgets. */
  Optional<Choice> freshPush() {
    return push.stream()
        .filter(choice -> choice.missed().isEmpty())
        .min(Choice.byCost(question.cost()));
  }

  List<Choice> fixed() {
    return List.copyOf(fixed);
  }

  /** The best fixed poll of the grid's round intervals; the best of all or a little shorter. */
  Optional<Choice> round() {
    return round;
  }

  List<Choice> feedback() {
    return feedback;
  }

  List<Choice> push() {
    return push;
  }

  Optional<Choice> bestFixed() {
    return bestFixed;
  }

  Optional<Choice> bestFeedback() {
    return bestFeedback;
  }

  Optional<Choice> bestPush() {
    return bestPush;
  }

  /** The cheapest of all that hold. */
  Optional<Choice> best() {
    return Stream.of(bestFixed, bestFeedback, bestPush)
        .flatMap(Optional::stream)
        .min(Choice.byCost(question.cost()));
  }

  /**
   * The neighbour of the best fixed poll among those of its kind.
   *
   * @param steps 1 for the next longer interval, −1 for the next shorter
   */
  Optional<Choice> neighbour(int steps) {
    return bestFixed.flatMap(
        best -> {
          List<Choice> kin = fixed.stream().filter(c -> c.way() == best.way()).toList();
          int at = kin.indexOf(best) + steps;
          return at >= 0 && at < kin.size() ? Optional.of(kin.get(at)) : Optional.empty();
        });
  }
}
