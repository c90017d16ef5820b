package dev.pushpull.plan;

import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Workload;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.spec.target.Truth;
import dev.pushpull.spec.target.Way;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sweep of a server that is not ours: what is usual, what fits the target file, and how many
 * requests it leads to, which are never more than were allowed.
 */
public final class TargetSweep {

  private static final List<String> USUAL_POLLS =
      List.of("poll@500ms", "conditional-poll@500ms", "poll@2s", "poll@5s");
  private static final SweepTiming USUAL_TIMING =
      new SweepTiming(Duration.ofSeconds(2), Duration.ofSeconds(12), 1, Optional.empty());
  private static final int USUAL_REPEATS = 2;

  private TargetSweep() {}

  /** All that the file offers, twice. */
  public static SweepSpec usual(TargetSpec target) {
    var strategies = new ArrayList<String>();
    for (Way.Kind way : target.ways().keySet()) {
      strategies.addAll(way == Way.Kind.POLL ? USUAL_POLLS : List.of(way.toString()));
    }
    List<Cell> cells =
        strategies.stream()
            .map(strategy -> new Cell(Strategy.parse(strategy), SuiteFile.TARGET_WORKLOAD))
            .toList();
    return new SweepSpec(
        target.name(), cells, USUAL_TIMING, USUAL_REPEATS, 1, List.of(), Setup.USUAL);
  }

  /**
   * What was asked for as the target can have it: its scenario, its protocol, no more feeds than it
   * has.
   *
   * @throws IllegalArgumentException if it cannot be measured there; the message says what and why
   */
  public static SweepSpec of(SweepSpec asked, TargetSpec target) {
    List<Cell> cells = asked.cells().stream().map(cell -> of(cell, target)).distinct().toList();
    return asked.with(cells);
  }

  private static Cell of(Cell cell, TargetSpec target) {
    Workload workload = cell.workload();
    var scenario = new Scenario.External(target.name(), target.truth().toString());
    boolean feeds =
        workload.scenario() instanceof Scenario.Feeds || workload.scenario().equals(scenario);
    if (!feeds) {
      throw new IllegalArgumentException(
          "scenario %s can be measured on our own server only, not with a target"
              .formatted(workload.scenario()));
    }
    if (workload.engine() != Engine.OKHTTP && workload.engine() != Engine.NETTY) {
      throw new IllegalArgumentException(
          "engine must be okhttp or netty with a target, but is " + workload.engine());
    }
    target
        .refusal(cell.strategy())
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    Protocol protocol = "https".equals(target.url().getScheme()) ? Protocol.H1_TLS : Protocol.H1;
    if (workload.protocol() != Protocol.H1 && workload.protocol() != protocol) {
      throw new IllegalArgumentException(
          "protocol must be %s with target %s, but is %s"
              .formatted(protocol, target.url(), workload.protocol()));
    }
    return new Cell(
        cell.strategy(),
        new Workload(
            workload.arrivals(),
            Math.min(workload.feeds(), target.feeds().size()),
            workload.subscribers(),
            0,
            protocol,
            scenario,
            workload.engine()));
  }

  /**
   * How many requests a target gets each second, on average.
   *
   * @param polls of the subscribers, long polls included
   * @param probes of those who look for updates besides
   */
  public record Load(double polls, double probes, double publishes) {

    /** All of them. */
    public double total() {
      return polls + probes + publishes;
    }

    @Override
    public String toString() {
      String parts =
          Stream.of(part(polls, "polls"), part(probes, "probes"), part(publishes, "publishes"))
              .filter(part -> !part.startsWith("0 "))
              .collect(Collectors.joining(", "));
      return part(total(), "requests/s") + (parts.isEmpty() ? "" : " (" + parts + ")");
    }

    private static String part(double number, String what) {
      return new BigDecimal(number, new MathContext(4)).stripTrailingZeros().toPlainString()
          + " "
          + what;
    }
  }

  /** Of one cell; how often others publish is not known, so that their long polls are left out. */
  public static Load load(Cell cell, TargetSpec target) {
    Workload workload = cell.workload();
    double publishes =
        target.truth() instanceof Truth.Publish
            ? workload.feeds() * workload.arrivals().ratePerSecond()
            : 0;
    double polls =
        switch (cell.strategy()) {
          case Strategy.Poll poll ->
              workload.subscribers()
                  / seconds(poll.pace().meanInterval().orElseGet(poll.pace()::shortest));
          case Strategy.LongPoll _ -> publishes / workload.feeds() * workload.subscribers();
          case Strategy.ServerSentEvents _, Strategy.WebSocket _ -> 0;
        };
    double probes =
        target.truth() instanceof Truth.FastPoll(Duration interval)
            ? workload.feeds() / seconds(interval)
            : 0;
    return new Load(polls, probes, publishes);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /**
   * What a plan says of the target of its sweep, a line each; none where the server is ours.
   *
   * @throws IllegalArgumentException if the file is invalid, or the target would get too many
   *     requests; nothing is throttled in silence
   */
  static List<String> notes(SweepSpec spec) {
    return spec.setup()
        .targetFile()
        .map(file -> notes(spec, TargetFile.read(file)))
        .orElse(List.of());
  }

  private static List<String> notes(SweepSpec spec, TargetSpec target) {
    Cell most =
        spec.cells().stream()
            .max(Comparator.comparingDouble(cell -> load(cell, target).total()))
            .orElseThrow();
    Load load = load(most, target);
    int allowed = spec.setup().maxRequestsPerSecond();
    if (load.total() > allowed) {
      throw new IllegalArgumentException(
          "%s would send %s %s, above --max-requests %s; raise it only if the server is yours to load"
              .formatted(most.name(), target.url(), load, allowed));
    }
    var notes = new ArrayList<String>();
    notes.add(
        "target %s at %s gets %s at most, of %s allowed; load only servers that are yours to load"
            .formatted(target.name(), target.url(), load, allowed));
    if (!target.variables().isEmpty()) {
      notes.add(
          "target %s reads %s".formatted(target.name(), String.join(", ", target.variables())));
    }
    return notes;
  }

  /**
   * Whether a sweep publishes to a machine other than this one: all updates, or a few to compare
   * its clock.
   */
  public static boolean publishesElsewhere(TargetSpec target) {
    boolean publishes =
        target.truth() instanceof Truth.Publish
            || (target.truth() instanceof Truth.Time && target.publish().isPresent());
    return publishes && !target.isLoopback();
  }
}
