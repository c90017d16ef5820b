package dev.pushpull.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON of what was asked for: {@code spec} in {@code results.json}, and {@code trial.json}. */
public final class SpecJson {

  private SpecJson() {}

  private record CellJson(String strategy, WorkloadInfo workload) {
    static CellJson of(Cell cell) {
      return new CellJson(cell.strategy().toString(), WorkloadInfo.of(cell.workload()));
    }

    Cell toCell(Path run) throws IOException {
      return StrategyName.parse(strategy).on(toWorkload(workload, run));
    }
  }

  private record SweepJson(
      String name,
      List<CellJson> cells,
      Duration warmup,
      Duration window,
      int windows,
      @Nullable Duration drain,
      int repeats,
      long seed,
      List<String> require,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Setup setup) {}

  private record TrialJson(
      String id,
      String strategy,
      WorkloadInfo workload,
      @JsonUnwrapped Timing timing,
      int repeat,
      long seed,
      @Nullable ServerJson server,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Setup setup) {}

  private record ServerJson(String host, int controlPort) {}

  /** The usual is left out, as it is by those who did not know another. */
  private static @Nullable Setup unlessUsual(Setup setup) {
    return setup.equals(Setup.USUAL) ? null : setup;
  }

  private static Setup orUsual(@Nullable Setup setup) {
    return setup == null ? Setup.USUAL : setup;
  }

  /** A sweep as a tree. */
  public static JsonNode of(SweepSpec spec) {
    SweepTiming timing = spec.timing();
    return ResultJson.node(
        new SweepJson(
            spec.name(),
            spec.cells().stream().map(CellJson::of).toList(),
            timing.warmup(),
            timing.window(),
            timing.windows(),
            timing.drain().orElse(null),
            spec.repeats(),
            spec.seed(),
            spec.requirements().stream().map(Requirement::toString).toList(),
            unlessUsual(spec.setup())));
  }

  /**
   * Reads a sweep back.
   *
   * @param run its folder, where its traces lie
   * @throws IOException if the tree is invalid; the message says why
   */
  public static SweepSpec sweep(JsonNode tree, Path run) throws IOException {
    return read(
        "the stored spec",
        () -> {
          var json = ResultJson.fromNode(tree, SweepJson.class);
          Optional<Duration> drain = Optional.ofNullable(json.drain());
          var cells = new ArrayList<Cell>();
          for (CellJson cell : json.cells()) {
            cells.add(cell.toCell(run));
          }
          return new SweepSpec(
              json.name(),
              cells,
              new SweepTiming(json.warmup(), json.window(), json.windows(), drain),
              json.repeats(),
              json.seed(),
              requirements(json),
              orUsual(json.setup()));
        });
  }

  /**
   * Reads only what a sweep requires, so that a run is reported even where this version does not
   * know all of its strategies.
   *
   * @throws IOException if the tree is not a sweep or a requirement is invalid; the message says
   *     why
   */
  public static List<Requirement> requirements(JsonNode sweep) throws IOException {
    var json = read("the stored spec", () -> ResultJson.fromNode(sweep, SweepJson.class));
    return read("the stored requirements", () -> requirements(json));
  }

  private static List<Requirement> requirements(SweepJson json) {
    return json.require().stream().map(Requirement::parse).toList();
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T read(String what, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (JsonProcessingException e) {
      throw new IOException("%s cannot be read: %s".formatted(what, ResultJson.why(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s cannot be read: %s".formatted(what, e.getMessage()), e);
    }
  }

  /** A trial's spec as the text of {@code trial.json}; a server's token is left out. */
  public static String write(TrialSpec trial) {
    return ResultJson.write(
        new TrialJson(
            trial.id(),
            trial.strategy().toString(),
            WorkloadInfo.of(trial.workload()),
            trial.timing(),
            trial.repeat(),
            trial.seed(),
            trial.server().map(s -> new ServerJson(s.host(), s.controlPort())).orElse(null),
            unlessUsual(trial.setup())));
  }

  /** Whether two sweeps, as trees, measure the same cells, wherever their traces came from. */
  static boolean sameCells(JsonNode one, JsonNode other) {
    try {
      return ResultJson.fromNode(one, SweepJson.class)
          .cells()
          .equals(ResultJson.fromNode(other, SweepJson.class).cells());
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /**
   * Reads {@code trial.json}.
   *
   * @param run the folder of its run, where its trace lies
   * @param token of the server, which must never lie on disk; unused when the fork starts its own
   * @throws IOException if it is invalid; the message says why
   */
  public static TrialSpec readTrial(String text, Path run, String token) throws IOException {
    return read(
        "trial.json",
        () -> {
          var json = ResultJson.readResult(text, "trial.json", TrialJson.class);
          var server = Optional.ofNullable(json.server());
          return new TrialSpec(
              json.id(),
              Strategy.parse(json.strategy()),
              toWorkload(json.workload(), run),
              json.timing(),
              json.repeat(),
              json.seed(),
              server.map(s -> new ServerAddress(s.host(), s.controlPort(), token)),
              orUsual(json.setup()));
        });
  }

  private static Workload toWorkload(WorkloadInfo info, Path run) throws IOException {
    return new Workload(
        TraceCopies.arrivals(run, info),
        info.feeds(),
        info.subscribers(),
        info.payloadBytes(),
        Protocol.parse(info.protocol()),
        Scenario.parse(info.scenarioName()),
        Engine.parse(info.engineName()));
  }
}
