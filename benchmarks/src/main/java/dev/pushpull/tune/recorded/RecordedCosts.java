package dev.pushpull.tune.recorded;

import dev.pushpull.measure.Histograms;
import dev.pushpull.model.PollCpu;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.record.Recording;
import dev.pushpull.record.Recording.Answers;
import dev.pushpull.record.Recording.Push;
import dev.pushpull.record.Tally;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.target.Way;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What requests and messages of a recorded server take. */
final class RecordedCosts {

  private static final int CHANGED = 200;
  private static final int UNCHANGED = 304;
  private static final int MAX_PAYLOAD = 60_000;
  private static final double MICROS = 1e6;

  private final Recording recording;
  private final Optional<Answers> plain;
  private final Optional<Answers> changed;
  private final Optional<Answers> unchanged;
  private final @Nullable Double micros;

  /**
   * Of a recording.
   *
   * @throws IllegalArgumentException if it has no polls
   */
  RecordedCosts(Recording recording) {
    this.recording = recording;
    this.plain = recording.answers(StrategyKind.POLL.toString(), CHANGED);
    this.changed = recording.answers(StrategyKind.CONDITIONAL_POLL.toString(), CHANGED);
    this.unchanged = recording.answers(StrategyKind.CONDITIONAL_POLL.toString(), UNCHANGED);
    if (plain.isEmpty() && changed.isEmpty()) {
      throw new IllegalArgumentException(
          "the recording of %s has no answered polls, so their interval cannot be advised; give key"
                  .formatted(recording.target())
              + " 'poll' in the target file, and record again");
    }
    this.micros = micros();
  }

  /** CPU of one answer or message, all alike; null where it is not known. */
  private @Nullable Double micros() {
    Double cpu = recording.serverCpuSeconds();
    long messages = recording.pushes().stream().mapToLong(Push::messages).sum();
    return cpu == null || cpu == 0
        ? null
        : Double.valueOf(cpu * MICROS / (recording.totals().requests() + messages));
  }

  /**
   * How long requests take: of polls of each kind what was measured, of pushes half of a poll's.
   */
  ServiceTimes service() {
    var kinds = new EnumMap<StrategyKind, Histogram>(StrategyKind.class);
    for (StrategyKind kind : List.of(StrategyKind.POLL, StrategyKind.CONDITIONAL_POLL)) {
      Histogram times = times(kind.toString()::equals);
      if (times.getTotalCount() > 0) {
        kinds.put(kind, times);
      }
    }
    return ServiceTimes.of(times(way -> way.endsWith("poll") && !way.startsWith("long")))
        .with(kinds, ServiceTimes::of);
  }

  private Histogram times(Predicate<String> ways) {
    Histogram times = Histograms.create();
    recording.answers().stream()
        .filter(each -> ways.test(each.way()))
        .filter(each -> each.status() == CHANGED || each.status() == UNCHANGED)
        .forEach(each -> each.timeNanos().addTo(times));
    return times;
  }

  /** Of each update, as far as all ways carry it alike. */
  int payloadBytes() {
    Stream<Double> down =
        Stream.of(
                Stream.of(plain, changed, longPolls(status -> status == CHANGED))
                    .flatMap(Optional::stream)
                    .map(each -> each.bytesDown().mean()),
                recording.pushes().stream()
                    .filter(push -> push.messages() > 0)
                    .map(push -> push.message().down()))
            .flatMap(each -> each);
    double least =
        Stream.concat(down, Stream.of(recording.updateBytes())).min(Double::compare).orElse(0.0);
    return (int) Math.clamp(Math.floor(least), 0, MAX_PAYLOAD);
  }

  private Optional<Answers> longPolls(Predicate<Integer> statuses) {
    return recording.answers().stream()
        .filter(each -> each.way().equals(StrategyKind.LONG_POLL.toString()))
        .filter(each -> statuses.test(each.status()))
        .reduce(
            (a, b) ->
                new Answers(
                    a.way(),
                    a.status(),
                    a.timeNanos().plus(b.timeNanos()),
                    a.bytesUp().plus(b.bytesUp()),
                    a.bytesDown().plus(b.bytesDown())));
  }

  /**
   * All of it.
   *
   * @param name of the recording
   */
  UnitCosts costs(String name) {
    Optional<Answers> news = longPolls(status -> status == CHANGED);
    Optional<Answers> nothing = longPolls(Way.LongPoll.USUAL_NOTHING::contains);
    return new UnitCosts(
        name,
        payloadBytes(),
        micros == null
            ? null
            : new PollCpu(
                List.of(
                    new PollCpu.Point(
                        recording.totals().requests() / recording.seconds(), micros))),
        with(plain.or(() -> changed), true),
        unchanged.isEmpty() ? null : with(changed.or(this::plainWithCondition), true),
        with(unchanged, false),
        with(news, true),
        with(nothing.or(() -> news), nothing.isEmpty()),
        message(StrategyKind.SSE),
        message(StrategyKind.WEBSOCKET),
        upkeep(StrategyKind.SSE),
        upkeep(StrategyKind.WEBSOCKET),
        opening(StrategyKind.SSE),
        opening(StrategyKind.WEBSOCKET),
        notes());
  }

  /** Where nothing changed: asked as when it is answered 304, answered as without a condition. */
  private Optional<Answers> plainWithCondition() {
    return plain.flatMap(
        full ->
            unchanged.map(
                empty ->
                    new Answers(
                        empty.way(),
                        CHANGED,
                        full.timeNanos(),
                        empty.bytesUp(),
                        full.bytesDown())));
  }

  private @Nullable UnitCost with(Optional<Answers> answers, boolean carries) {
    return answers
        .map(
            each ->
                cost(
                    each.bytesUp().mean(),
                    each.bytesDown().mean() - (carries ? payloadBytes() : 0),
                    micros))
        .orElse(null);
  }

  private static UnitCost cost(double up, double down, @Nullable Double micros) {
    return new UnitCost(up, down, micros);
  }

  private @Nullable UnitCost message(StrategyKind kind) {
    return recording
        .push(kind.toString())
        .filter(push -> push.messages() > 0)
        .map(push -> cost(push.message().up(), push.message().down() - payloadBytes(), micros))
        .orElse(null);
  }

  /** The CPU of heartbeats is not known; it is within that of messages. */
  private UnitCost upkeep(StrategyKind kind) {
    Double none = micros == null ? null : Double.valueOf(0);
    return recording
        .push(kind.toString())
        .map(push -> cost(push.perSecond().up(), push.perSecond().down(), none))
        .orElse(cost(0, 0, none));
  }

  private @Nullable UnitCost opening(StrategyKind kind) {
    return recording
        .push(kind.toString())
        .map(push -> cost(push.opening().up(), push.opening().down(), null))
        .orElse(null);
  }

  private List<String> notes() {
    var notes = new ArrayList<String>();
    if (micros != null) {
      notes.add(
          "CPU is that of the server's process while it was recorded, its own work included,"
              + " divided by all answers and messages");
    }
    Tally times = plain.or(() -> changed).map(Answers::timeNanos).orElseThrow();
    if (times.count() < 30) {
      notes.add("times of polls stand on %s answers".formatted(times.count()));
    }
    return notes;
  }
}
