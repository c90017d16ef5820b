package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.metric.Metrics;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of measured figures in README and guide are those of the committed runs. */
class QuotedTablesTest {

  private static final List<String> HEADLINE =
      List.of(
          "deliveryLatencyMs.p50",
          "deliveryLatencyMs.p99",
          "stalenessMs.mean",
          "stalenessMs.staleFraction",
          "overhead.requestsPerSubscriberSecond",
          "overhead.bytesPerSubscriberSecond",
          "overhead.serverCpuMicrosPerSubscriberSecond",
          "overhead.emptyPollRatio");

  private static final List<String> OPERATION =
      List.of(
          FigureNames.LATENCY + "p50",
          FigureNames.FLOOR + "p50",
          FigureNames.FLOOR_RATIO,
          FigureNames.SERVER_CPU,
          FigureNames.BYTES_UP,
          FigureNames.BYTES_DOWN);

  private static final Map<String, String> BENCHMARKS =
      Map.of(
          "poll, new content", "RoundTrip.pollNew",
          "poll, 304", "RoundTrip.pollNotModified",
          "long-poll answer", "RoundTrip.longPoll",
          "WebSocket echo", "RoundTrip.webSocketEcho",
          "SSE event", "RoundTrip.sseEvent",
          "connect, first poll", "Connect.poll",
          "connect, WebSocket, first update", "Connect.webSocket");

  /** A figure as a table shows it, and by how much the shown digits may round it. */
  private record Shown(double value, double rounding) {

    static Shown of(String cell, Map<String, Double> units) {
      String[] parts = cell.split(" ", 2);
      String digits = parts[0].replace(",", "");
      int decimals = digits.contains(".") ? digits.length() - digits.indexOf('.') - 1 : 0;
      double unit = parts.length == 1 ? 1 : units.getOrDefault(parts[1], Double.NaN);
      double value = Double.parseDouble(digits) * unit;
      return new Shown(value, Math.max(0.51 * Math.pow(10, -decimals) * unit, 0.005 * value));
    }
  }

  @Test
  void headlineIsThatOfTheReferenceRun() throws Exception {
    RunResults run = RunDirectory.read(Path.of("../results/reference"));
    List<List<String>> rows = Guide.README.table("| strategy |");

    assertThat(rows).hasSizeGreaterThan(10);
    for (List<String> row : rows) {
      for (int i = 0; i < HEADLINE.size(); i++) {
        String cell = row.get(i + 1);
        if (!cell.isEmpty()) {
          var shown = Shown.of(cell, Map.of("ms", 1.0, "s", 1_000.0, "µs", 1.0, "%", 0.01));
          assertThat(median(run, row.getFirst().replace("`", ""), HEADLINE.get(i)))
              .as("%s %s", row.getFirst(), HEADLINE.get(i))
              .isCloseTo(shown.value(), within(shown.rounding()));
        }
      }
    }
  }

  private static double median(RunResults run, String strategy, String metric) {
    double[] repeats =
        run.trials().stream()
            .filter(trial -> trial.strategy().equals(strategy))
            .flatMap(trial -> Metrics.figure(trial, metric).stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    assertThat(repeats).as(strategy).hasSize(3);
    return repeats[1];
  }

  @Test
  void operationsAreThoseOfTheReferenceRun() throws Exception {
    OperationRun run = OperationDirectory.read(Path.of("../results/reference-operations"));
    List<List<String>> rows = Guide.USERS.table("| 64 B payload |");

    assertThat(rows).hasSize(12);
    for (List<String> row : rows) {
      OperationResult operation = operation(run, row.get(0), row.get(1));
      for (int i = 0; i < OPERATION.size(); i++) {
        String cell = row.get(i + 2);
        Optional<OperationFigure> figure = operation.figure(OPERATION.get(i));
        if (cell.equals("—")) {
          assertThat(figure).as("%s %s", row, OPERATION.get(i)).isEmpty();
        } else {
          var shown = Shown.of(cell, Map.of("µs", 1.0, "ms", 1_000.0));
          assertThat(figure.orElseThrow().value())
              .as("%s %s", row, OPERATION.get(i))
              .isCloseTo(shown.value(), within(shown.rounding()));
        }
      }
    }
  }

  private static OperationResult operation(OperationRun run, String name, String protocol) {
    String wanted = protocol.replaceAll("[`†]", "").strip();
    return only(
        run.operations().stream()
            .filter(o -> o.spec().benchmark().equals(BENCHMARKS.get(name)))
            .filter(o -> wanted.equals(o.spec().params().get("protocol")))
            .filter(o -> o.spec().params().getOrDefault("payload", "64").equals("64")));
  }

  private static <T> T only(Stream<T> found) {
    List<T> all = found.toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
