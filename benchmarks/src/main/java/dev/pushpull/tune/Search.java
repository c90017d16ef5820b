package dev.pushpull.tune;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The candidates of a question, and the cheapest ones that hold: of fixed polls, round intervals
 * first, then what lies between the best of them and the next. Candidates that are expected to fail
 * are left alone; the others are rehearsed from the cheapest on until one holds, which are few
 * where expectation and bound lie close to each other, and bisected beyond. Used by one thread.
 */
public final class Search {

  private static final Duration UNKNOWN_SCALE = Duration.ofSeconds(1);
  private static final int SINGLY = 8;

  /** An interval that is not round must save so much. */
  private static final double WORTH_IT = 0.97;

  /** What is asked. */
  public final Question question;

  /** The run that would check the answer. */
  public final VerifyingRun run;

  /** What that run may show by chance. */
  public final MonteCarlo monteCarlo;

  /** Where polls and pushes cost the same. */
  public final Crossings crossings;

  /** Back-off and adaptive polls that were looked at. */
  public final List<Choice> feedback;

  /** Pushes that were looked at. */
  public final List<Choice> push;

  /** The best fixed poll of the grid's round intervals; the best of all or a little shorter. */
  public final Optional<Choice> round;

  /** The cheapest poll at a fixed interval that holds. */
  public final Optional<Choice> bestFixed;

  /** The cheapest back-off or adaptive poll that holds. */
  public final Optional<Choice> bestFeedback;

  /** The cheapest push that holds. */
  public final Optional<Choice> bestPush;

  private final Supply supply;
  private final Runnable played;
  private final Predictor predictor;
  private final VirtualTrials virtual;
  private final List<Choice> fixed;

  /**
   * Searches, which takes some seconds of all processors.
   *
   * @param played told of each trial that is played through, from any thread
   */
  public Search(Question question, Runnable played) {
    this.question = question;
    this.played = played;
    this.supply = Supply.of(question.workload().arrivals());
    var spending = Spending.of(question);
    this.crossings = new Crossings(question, supply, spending);
    this.virtual = new VirtualTrials(question, played);
    this.predictor =
        new Predictor(question, new ClosedForms(supply, question.service(), spending), virtual);
    double roundTrip = question.service().meanNanos();
    List<Choice> polls =
        predicted(
            Stream.of(false, true)
                .flatMap(conditional -> Grids.fixed(conditional, roundTrip, question.finest())));
    this.fixed = new ArrayList<>(polls);
    fixed.removeIf(choice -> !question.kinds().contains(choice.kind()));
    this.push = choices(Stream.of("long-poll", "sse", "websocket").map(Strategy::parse));
    // Whatever the budgets, asked or not.
    Duration scale = cheapest(polls, Search::isFresh).map(Search::interval).orElse(UNKNOWN_SCALE);
    Settled settled = settle(scale, Duration.ZERO);
    this.run = settled.run;
    this.monteCarlo = settled.monteCarlo;
    this.round = settled.best;
    this.bestFixed = round.map(this::refined).or(this::betweenRound);
    boolean conditional = bestFixed.map(Search::isConditional).orElse(true);
    this.feedback =
        choices(
            Grids.feedback(round.map(Search::interval).orElse(scale)).stream()
                .filter(pace -> pace.shortest().compareTo(question.finest()) >= 0)
                .map(pace -> new Strategy.Poll(pace, conditional)));
    this.bestFeedback = cheapest(feedback, monteCarlo);
    this.bestPush = cheapest(push, monteCarlo);
  }

  /** A verifying run, and the best fixed poll by it. */
  private record Settled(VerifyingRun run, MonteCarlo monteCarlo, Optional<Choice> best) {}

  /**
   * Where the worst stretch of a trace asks for much shorter intervals, the run is about those.
   * Where nothing holds that is expected to, it becomes as long as may be, so that chance is less.
   */
  private Settled settle(Duration scale, Duration least) {
    double millis = scale.toNanos() / 1e6;
    double newsPerSecond = (1 - supply.process().waitsBeyond(millis)) / millis * 1e3;
    var run = VerifyingRun.of(question, scale, newsPerSecond, least);
    var monteCarlo = new MonteCarlo(run, virtual, question.objectives());
    Optional<Choice> best = cheapest(fixed, monteCarlo);
    boolean longer = run.timing().window().compareTo(VerifyingRun.MAX_WINDOW) < 0;
    if (least.isZero() && longer && best.isEmpty() && isChance(monteCarlo)) {
      return settle(scale, VerifyingRun.MAX_WINDOW);
    }
    return best.map(Search::interval)
        .filter(interval -> interval.multipliedBy(2).compareTo(scale) < 0)
        .map(interval -> settle(interval, least))
        .orElseGet(() -> new Settled(run, monteCarlo, best));
  }

  /**
   * The longest interval that holds between the best of the grid and the next, which does not; it
   * joins the candidates.
   */
  private Choice refined(Choice best) {
    var falling =
        new ArrayList<>(
            choices(
                Grids.after(interval(best)).reversed().stream()
                    .map(i -> new Strategy.Poll(new Pace.Fixed(i), isConditional(best)))));
    falling.removeIf(
        choice ->
            !choice.isPlausible() || Choice.byCost(question.cost()).compare(choice, best) >= 0);
    falling.add(best);
    Choice found = first(falling, monteCarlo);
    if (cost(found) >= WORTH_IT * cost(best) && best.isPlausible()) {
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
    return cheapest(fixed, Search::isFresh)
        .map(this::refined)
        .filter(Choice::isPlausible)
        .filter(monteCarlo::holds);
  }

  /** Whether something is expected to hold, but nothing does. */
  private boolean isChance(MonteCarlo monteCarlo) {
    List<Choice> asked = fixed.isEmpty() ? push : fixed;
    return asked.stream().anyMatch(Choice::isPlausible) && cheapest(asked, monteCarlo).isEmpty();
  }

  private static Duration interval(Choice choice) {
    return choice.strategy().longestInterval();
  }

  private static boolean isConditional(Choice choice) {
    return choice.strategy() instanceof Strategy.Poll poll && poll.conditional();
  }

  private static boolean isFresh(Choice choice) {
    return choice.missed().isEmpty();
  }

  private List<Choice> choices(Stream<? extends Strategy> strategies) {
    return predicted(strategies.filter(s -> question.kinds().contains(StrategyKind.of(s))));
  }

  private List<Choice> predicted(Stream<? extends Strategy> strategies) {
    return strategies
        .filter(strategy -> question.unitCosts().lack(strategy).isEmpty())
        .toList()
        .parallelStream()
        .map(strategy -> Choice.of(question, strategy, predictor.of(strategy)))
        .toList();
  }

  private Optional<Choice> cheapest(List<Choice> choices, Predicate<Choice> wanted) {
    return choices.stream().filter(wanted).min(Choice.byCost(question.cost()));
  }

  /**
   * The cheapest that holds: the few cheapest are looked at one by one, and of those polls at fixed
   * intervals that are dearer, of which a shorter interval is the better, few are.
   */
  private Optional<Choice> cheapest(List<Choice> choices, MonteCarlo monteCarlo) {
    List<Choice> rising =
        choices.stream()
            .filter(Choice::isPlausible)
            .sorted(Choice.byCost(question.cost()))
            .toList();
    boolean areFixed = rising.stream().allMatch(choice -> choice.kind().isPoll());
    int singly = areFixed ? Math.min(SINGLY, rising.size()) : rising.size();
    return rising.subList(0, singly).stream()
        .filter(monteCarlo::holds)
        .findFirst()
        .or(() -> cheapestFixed(rising.subList(singly, rising.size()), monteCarlo));
  }

  private Optional<Choice> cheapestFixed(List<Choice> rising, MonteCarlo monteCarlo) {
    return Stream.of(StrategyKind.POLL, StrategyKind.CONDITIONAL_POLL)
        .map(kind -> rising.stream().filter(choice -> choice.kind() == kind).toList())
        .filter(kin -> !kin.isEmpty() && monteCarlo.holds(kin.getLast()))
        .map(kin -> first(kin, monteCarlo))
        .min(Choice.byCost(question.cost()));
  }

  /** The first that holds, by bisection; the last does. */
  private static Choice first(List<Choice> kin, MonteCarlo monteCarlo) {
    int low = 0;
    int high = kin.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (monteCarlo.holds(kin.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return kin.get(high);
  }

  /** Why simulated runs were INVALID and left out. */
  public Set<String> refused() {
    return virtual.refused();
  }

  /** The same search of other updates, by polls at fixed intervals alone. */
  public Search ofPolling(Workload other) {
    return new Search(question.ofPolling(other), played);
  }

  /** Every candidate: fixed polls first, by kind and interval, then feedback ones, then push. */
  public List<Choice> all() {
    return Stream.of(fixed, feedback, push).flatMap(List::stream).toList();
  }

  /** Fixed polls by kind and interval. */
  public List<Choice> fixed() {
    return List.copyOf(fixed);
  }

  /** The cheapest fixed poll by expectation alone. */
  public Optional<Choice> expectedFixed() {
    return cheapest(fixed, Choice::isPlausible);
  }

  /** The cheapest push that is fresh enough, whatever the budgets. */
  public Optional<Choice> freshPush() {
    return cheapest(push, Search::isFresh);
  }

  /** The cheapest of all that hold. */
  public Optional<Choice> best() {
    return Stream.of(bestFixed, bestFeedback, bestPush)
        .flatMap(Optional::stream)
        .min(Choice.byCost(question.cost()));
  }

  /**
   * The neighbour of the best fixed poll among those of its kind.
   *
   * @param steps 1 for the next longer interval, −1 for the next shorter
   */
  public Optional<Choice> neighbour(int steps) {
    return bestFixed.flatMap(
        best -> {
          List<Choice> kin = fixed.stream().filter(c -> c.kind() == best.kind()).toList();
          int at = kin.indexOf(best) + steps;
          return at >= 0 && at < kin.size() ? Optional.of(kin.get(at)) : Optional.empty();
        });
  }
}
