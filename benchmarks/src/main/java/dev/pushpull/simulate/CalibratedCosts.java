package dev.pushpull.simulate;

import dev.pushpull.model.PollCpu;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.simulate.TwoUnknowns.Mixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Unit costs computed from a measured run. Bytes are exact counts divided by exact counts; CPU is
 * compared with a plain poll's at the same rate, so that kinds measured at different rates compare.
 */
public final class CalibratedCosts {

  /** An empty unmasked ping, and its masked pong (RFC 6455, section 5.2). */
  static final int PING_BYTES = 2;

  static final int PONG_BYTES = 6;

  /** A comment as a chunk (RFC 9112, section 7.1): {@code 03 CRLF : LF LF CRLF}. */
  static final int COMMENT_BYTES = 9;

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
    try (InputStream in = CalibratedCosts.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("this build is missing " + RESOURCE);
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ResultJson.read(json, "unit-costs.json", UnitCosts.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    UnitCost poll = mean(Kind.POLL);
    Conditional conditional = conditional();
    UnitCost longPoll = mean(Kind.LONG_POLL);
    UnitCost event = mean(Kind.EVENT_STREAM);
    UnitCost frame = mean(Kind.WEB_SOCKET);
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
        opening(Kind.EVENT_STREAM),
        opening(Kind.WEB_SOCKET),
        notes);
  }

  private PollCpu pollCpu() {
    Kind kind = trials.of(Kind.POLL).isEmpty() ? Kind.CONDITIONAL_POLL : Kind.POLL;
    List<PollCpu.Point> points = CpuPoints.of(trials.of(kind));
    if (points.isEmpty()) {
      notes.add("without a polling trial, CPU per message is assumed to be the same at every rate");
      return new PollCpu(List.of(new PollCpu.Point(UnitCosts.AT_PER_SECOND, 1)));
    }
    return new PollCpu(points);
  }

  private @Nullable UnitCost mean(Kind kind) {
    List<CostedTrial> of = trials.of(kind);
    return of.isEmpty()
        ? null
        : new UnitCost(
            sum(of, CostedTrial::bytesUp) / sum(of, CostedTrial::answers),
            sum(of, CostedTrial::bytesDown) / sum(of, CostedTrial::answers),
            atReference(
                sum(of, CostedTrial::cpuMicrosPerSecond)
                    / sum(of, trial -> trial.answersPerSecond() * pollMicros(trial))));
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

  private record Conditional(@Nullable UnitCost ok, @Nullable UnitCost notModified) {}

  /** Both kinds of answers come in one trial, so that their costs are two unknowns. */
  private Conditional conditional() {
    Optional<TwoUnknowns> up = split(trial -> trial.bytesUp() / trial.answers());
    Optional<TwoUnknowns> down = split(trial -> trial.bytesDown() / trial.answers());
    Optional<TwoUnknowns> cpu = split(trial -> trial.cpuMicrosPerAnswer() / pollMicros(trial));
    if (up.isEmpty() || down.isEmpty() || cpu.isEmpty()) {
      return new Conditional(null, null);
    }
    TwoUnknowns shares = cpu.get();
    if (shares.first() <= 0 || shares.second() <= 0) {
      notes.add("CPU of conditional polls is too uncertain to be split into 200 and 304 answers");
      double mean =
          sum(trials.of(Kind.CONDITIONAL_POLL), CostedTrial::cpuMicrosPerSecond)
              / sum(trials.of(Kind.CONDITIONAL_POLL), t -> t.answersPerSecond() * pollMicros(t));
      shares = new TwoUnknowns(mean, mean);
    }
    return new Conditional(
        new UnitCost(up.get().first(), down.get().first(), atReference(shares.first())),
        new UnitCost(up.get().second(), down.get().second(), atReference(shares.second())));
  }

  private Optional<TwoUnknowns> split(ToDoubleFunction<CostedTrial> figure) {
    return TwoUnknowns.of(
        trials.of(Kind.CONDITIONAL_POLL).stream()
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
    double cpu = message == null ? 0 : message.serverCpuMicros() * messages;
    return new UnitCost(up, down, cpu).times(UnitCosts.HEARTBEATS_PER_SECOND);
  }

  private @Nullable UnitCost opening(Kind kind) {
    List<UnitCost> openings =
        trials.of(kind).stream().flatMap(trial -> trial.opening().stream()).toList();
    if (openings.isEmpty()) {
      return null;
    }
    return openings.stream().reduce(UnitCost.NONE, UnitCost::plus).times(1.0 / openings.size());
  }
}
