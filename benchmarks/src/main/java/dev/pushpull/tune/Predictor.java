package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.Optional;

/**
 * What strategies show in the long run: by formula where there is one, else played out in virtual
 * time over as many polls and updates as {@link #EVENTS}, or over as much of a trace as has {@link
 * #TRACE_EVENTS}.
 */
final class Predictor {

  /** Polls, and updates, that a prediction stands on where updates are drawn. */
  private static final double EVENTS = 200_000;

  private static final int CLIENTS = 20;

  /** The same for each client where updates are a trace, of which pieces are played out. */
  private static final double TRACE_EVENTS = 500_000;

  private static final int TRACE_CLIENTS = 2;

  /** Of a trace that is repeated: beyond so many, polls do without some and pushes end sooner. */
  private static final double MAX_UPDATES = 1_000_000;

  private static final long MIN_WINDOW = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_WINDOW = Duration.ofHours(1).toNanos();
  private static final int MAX_WINDOWS = 1_000;
  private static final double MAX_SECONDS = MAX_WINDOWS * (LONGEST_WINDOW / 1e9);

  private final Question question;
  private final ClosedForms forms;
  private final VirtualTrials virtual;
  private final boolean formsSuffice;

  Predictor(Question question, ClosedForms forms, VirtualTrials virtual) {
    this.question = question;
    this.forms = forms;
    this.virtual = virtual;
    this.formsSuffice = forms.tell(question.objectives());
  }

  /** What a strategy shows. Safe from any thread. */
  Prediction of(Strategy strategy) {
    return formsSuffice && isCovered(strategy) ? forms.predict(strategy) : simulated(strategy);
  }

  /** Formulas do not know of ticks that are missed since the poll before is still under way. */
  private boolean isCovered(Strategy strategy) {
    return ClosedForms.cover(strategy)
        && (strategy.isPush()
            || strategy.longestInterval().toNanos() > question.service().maxNanos());
  }

  private Prediction simulated(Strategy strategy) {
    Optional<Arrivals.Trace> trace = question.trace();
    if (trace.isPresent()) {
      return simulated(strategy, trace.get());
    }
    Workload workload = question.workload(question.workload().arrivals(), CLIENTS, CLIENTS);
    return simulated(strategy, workload, seconds(strategy, EVENTS / CLIENTS));
  }

  /** As the formulas have it: what a trace shows comes again, and no silence follows it. */
  private Prediction simulated(Strategy strategy, Arrivals.Trace whole) {
    double most = Math.min(seconds(strategy, TRACE_EVENTS), MAX_SECONDS);
    Arrivals.Trace once = affordable(strategy, whole, most);
    double rounds = Math.max(1, MAX_UPDATES / once.offsetsNanos().size());
    double seconds = Math.min(most, rounds * TraceStretches.spanSeconds(once));
    Arrivals.Trace trace = TraceStretches.sampled(TraceStretches.repeated(once, seconds), seconds);
    return simulated(
        strategy, question.workload(trace, 1, TRACE_CLIENTS), TraceStretches.spanSeconds(trace));
  }

  /** For polls without those that come much faster than they ask, where they are too many. */
  private static Arrivals.Trace affordable(
      Strategy strategy, Arrivals.Trace whole, double seconds) {
    double rounds = Math.max(1, seconds / TraceStretches.spanSeconds(whole));
    return strategy instanceof Strategy.Poll poll
            && rounds * whole.offsetsNanos().size() > MAX_UPDATES
        ? TraceStretches.thinned(
            whole, poll.pace().shortest().toNanos() / Affordable.UPDATES_PER_INTERVAL)
        : whole;
  }

  private Prediction simulated(Strategy strategy, Workload workload, double seconds) {
    return Prediction.simulated(virtual.figures(strategy, workload, timing(strategy, seconds), 1));
  }

  /** How long it takes until a client has so many polls and updates behind it. */
  private double seconds(Strategy strategy, double events) {
    double twice = 2 * (strategy.longestInterval().toNanos() / 1e9);
    return Math.max(twice, events / eventsPerSecond(strategy));
  }

  private static SweepTiming timing(Strategy strategy, double seconds) {
    long drain = Timing.defaultDrain(strategy).toNanos();
    double whole = Math.max((double) MIN_WINDOW, seconds * 1e9);
    int windows =
        (int) Math.clamp(Math.ceil(whole / (double) (LONGEST_WINDOW + drain)), 1, MAX_WINDOWS);
    long each =
        Math.clamp(
            (long) (whole / windows) - (windows > 1 ? drain : 0), MIN_WINDOW, LONGEST_WINDOW);
    return new SweepTiming(
        Duration.ofSeconds(1), Duration.ofNanos(each), windows, Optional.empty());
  }

  /** Updates, or polls where they are more: a feedback pace goes down to its least after each. */
  private double eventsPerSecond(Strategy strategy) {
    double updates = forms.supply().ratePerSecond();
    if (!(strategy instanceof Strategy.Poll poll)) {
      return updates + forms.supply().timeouts(strategy, 1, question.delayMillis());
    }
    double most = poll.pace().longest().toNanos() / 1e9;
    double doublings =
        Math.log((double) poll.pace().longest().toNanos() / poll.pace().shortest().toNanos())
            / Math.log(2);
    return Math.max(updates, 1 / most + updates * doublings);
  }
}
