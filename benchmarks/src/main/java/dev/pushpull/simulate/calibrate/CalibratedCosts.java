package dev.pushpull.simulate.calibrate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.pushpull.model.PollCpu;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.RunResults;
import dev.pushpull.simulate.calibrate.MixtureFit.Mixture;
import dev.pushpull.spec.StrategyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Unit costs computed from a measured run. Bytes are exact counts divided by exact counts; CPU is
 * compared with a plain poll's at the same rate, so that kinds measured at different rates compare.
 */
public final class CalibratedCosts {

  /** An unmasked ping without a payload (RFC 6455, section 5.2). */
  public static final int PING_BYTES = 2;

  /** A masked pong without a payload. */
  public static final int PONG_BYTES = 6;

  /** A comment as a chunk (RFC 9112, section 7.1): {@code 03 CRLF : LF LF CRLF}. */
  public static final int COMMENT_BYTES = 9;

  /** Closer rates are one, since a line through both would show their noise. */
  private static final double MIN_RATIO = 1.1;

  private static final String RESOURCE = "/dev/pushpull/model/unit-costs.json";

  private final String runId;
  private final UsableTrials trials;
  private final PollCpu pollCpu;
  private final List<String> notes;

  private CalibratedCosts(RunResults run) {
    this.runId = run.runId();
    this.trials = UsableTrials.of(run);
    this.notes = new ArrayList<>(trials.notes());
    this.pollCpu = pollCpu();
    addNotes();
  }

  private void addNotes() {
    List<PollCpu.Point> points = pollCpu.points();
    if (points.size() > 1) {
      notes.add(
          "CPU was measured at %s to %s messages/s on the whole server; outside that range the"
                  .formatted(
                      Math.round(points.getFirst().perSecond()),
                      Math.round(points.getLast().perSecond()))
              + " nearest measured value is used");
    }
    notes.add(
        "heartbeats were not measured: bytes follow the protocol, CPU is assumed to be a"
            + " message's");
  }

  /** The costs computed from the reference run, for want of a run of one's own. */
  public static UnitCosts reference() {
    return ReferenceTimes.resource(RESOURCE, UnitCosts.class);
  }

  /**
   * The costs that a run tells. A kind that it lacks is null, and {@link UnitCosts#lack} says so.
   *
   * @throws IllegalArgumentException if no trial of it tells anything
   */
  public static UnitCosts of(RunResults run) {
    return new CalibratedCosts(run).costs();
  }

  private UnitCosts costs() {
    UnitCost poll = mean(StrategyKind.POLL);
    Conditional conditional = conditional();
    UnitCost longPoll = mean(StrategyKind.LONG_POLL);
    UnitCost event = mean(StrategyKind.SSE);
    UnitCost frame = mean(StrategyKind.WEBSOCKET);
    return new UnitCosts(
        runId,
        trials.workload().payloadBytes(),
        pollCpu,
        poll,
        conditional.ok(),
        conditional.notModified(),
        longPoll,
        timeout(longPoll, conditional),
        event,
        frame,
        upkeep(event, 0, COMMENT_BYTES, 1),
        upkeep(frame, PONG_BYTES, PING_BYTES, 2),
        opening(StrategyKind.SSE),
        opening(StrategyKind.WEBSOCKET),
        notes);
  }

  private PollCpu pollCpu() {
    StrategyKind kind =
        trials.of(StrategyKind.POLL).isEmpty() ? StrategyKind.CONDITIONAL_POLL : StrategyKind.POLL;
    List<PollCpu.Point> points = points(trials.of(kind));
    if (points.isEmpty()) {
      notes.add("without a polling trial, CPU per message is assumed to be the same at every rate");
      return new PollCpu(List.of(new PollCpu.Point(UnitCosts.AT_PER_SECOND, 1)));
    }
    return new PollCpu(points);
  }

  /** How much CPU a poll took at each measured rate: the median over repeats. */
  private static List<PollCpu.Point> points(List<CostedTrial> polls) {
    var cells =
        polls.stream().collect(groupingBy(t -> t.trial().strategy(), TreeMap::new, toList()));
    var points = new TreeMap<Double, PollCpu.Point>();
    for (List<CostedTrial> cell : cells.values()) {
      double rate = median(cell, CostedTrial::answersPerSecond);
      if (points.subMap(rate / MIN_RATIO, rate * MIN_RATIO).isEmpty()) {
        points.put(rate, new PollCpu.Point(rate, median(cell, CostedTrial::cpuMicrosPerAnswer)));
      }
    }
    return List.copyOf(points.values());
  }

  private static double median(List<CostedTrial> cell, ToDoubleFunction<CostedTrial> figure) {
    double[] values = cell.stream().mapToDouble(figure).sorted().toArray();
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  private @Nullable UnitCost mean(StrategyKind kind) {
    List<CostedTrial> of = trials.of(kind);
    return of.isEmpty()
        ? null
        : new UnitCost(
            sum(of, CostedTrial::bytesUp) / sum(of, CostedTrial::answers),
            sum(of, CostedTrial::bytesDown) / sum(of, CostedTrial::answers),
            atReference(sharesOfAPoll(of)));
  }

  private double atReference(double sharesOfAPoll) {
    return sharesOfAPoll * pollCpu.micros(UnitCosts.AT_PER_SECOND);
  }

  private double pollMicros(CostedTrial trial) {
    return pollCpu.micros(trial.answersPerSecond());
  }

  private static double sum(List<CostedTrial> trials, ToDoubleFunction<CostedTrial> figure) {
    return trials.stream().mapToDouble(figure).sum();
  }

  /** CPU of an answer over a poll's at the same rate. */
  private double sharesOfAPoll(List<CostedTrial> of) {
    return sum(of, CostedTrial::cpuMicrosPerSecond)
        / sum(of, trial -> trial.answersPerSecond() * pollMicros(trial));
  }

  private record Conditional(@Nullable UnitCost ok, @Nullable UnitCost notModified) {}

  /** Both kinds of answers come in one trial, so that their costs are two unknowns. */
  private Conditional conditional() {
    Optional<MixtureFit> up = split(trial -> trial.bytesUp() / trial.answers());
    Optional<MixtureFit> down = split(trial -> trial.bytesDown() / trial.answers());
    Optional<MixtureFit> cpu = split(trial -> trial.cpuMicrosPerAnswer() / pollMicros(trial));
    if (up.isEmpty() || down.isEmpty() || cpu.isEmpty()) {
      return new Conditional(null, null);
    }
    MixtureFit shares = cpu.get();
    if (shares.first() <= 0 || shares.second() <= 0) {
      notes.add("CPU of conditional polls is too uncertain to be split into 200 and 304 answers");
      double mean = sharesOfAPoll(trials.of(StrategyKind.CONDITIONAL_POLL));
      shares = new MixtureFit(mean, mean);
    }
    return new Conditional(
        new UnitCost(up.get().first(), down.get().first(), atReference(shares.first())),
        new UnitCost(up.get().second(), down.get().second(), atReference(shares.second())));
  }

  private Optional<MixtureFit> split(ToDoubleFunction<CostedTrial> figure) {
    return MixtureFit.of(
        trials.of(StrategyKind.CONDITIONAL_POLL).stream()
            .map(trial -> new Mixture(trial.empty() / trial.answers(), figure.applyAsDouble(trial)))
            .toList());
  }

  /** As much shorter than a long poll's answer as a 304 is than a 200. */
  private @Nullable UnitCost timeout(@Nullable UnitCost longPoll, Conditional conditional) {
    if (longPoll == null || conditional.ok() == null || conditional.notModified() == null) {
      return longPoll;
    }
    double shorter = conditional.ok().bytesDown() - conditional.notModified().bytesDown();
    return new UnitCost(
        longPoll.bytesUp(), longPoll.bytesDown() - shorter, longPoll.serverCpuMicros());
  }

  /**
   * Windows are too short to see many heartbeats, so their bytes are the protocol's, and each takes
   * as much CPU as a message, a pong too.
   */
  private static UnitCost upkeep(@Nullable UnitCost message, int up, int down, int messages) {
    Double cpu = message == null ? Double.valueOf(0) : message.times(messages).serverCpuMicros();
    return new UnitCost(up, down, cpu).times(UnitCosts.HEARTBEATS_PER_SECOND);
  }

  private @Nullable UnitCost opening(StrategyKind kind) {
    List<UnitCost> openings =
        trials.of(kind).stream().flatMap(trial -> trial.opening().stream()).toList();
    if (openings.isEmpty()) {
      return null;
    }
    return openings.stream().reduce(UnitCost.NONE, UnitCost::plus).times(1.0 / openings.size());
  }
}
