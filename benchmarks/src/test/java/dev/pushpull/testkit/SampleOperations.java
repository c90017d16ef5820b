package dev.pushpull.testkit;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.Handshake;
import dev.pushpull.operation.HandshakeStep;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.OperationSpec.Iterations;
import dev.pushpull.spec.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of single operations as it might have come out: made, not measured. All kinds, one SUSPECT,
 * two INVALID (one failed, one whose floor is none).
 */
public final class SampleOperations {

  private static final Iterations ITERATIONS = new Iterations(5, Duration.ofMillis(500));

  private static final Iterations ONCE = new Iterations(200, Duration.ofSeconds(1));

  private final List<OperationResult> results = new ArrayList<>();

  private SampleOperations() {}

  /** The whole run. */
  public static OperationRun full() {
    var made = new SampleOperations();
    for (int payload : List.of(0, 64, 1024, 16384)) {
      made.roundTrips("h1", payload, 1);
    }
    made.roundTrips("h1-tls", 64, 1.22);
    made.polls("h2", 64, 1.5, 0.36);
    made.polls("h2c", 64, 1.31, 0.3);
    made.connects();
    for (int receivers : List.of(1, 10, 100, 1000, 5000)) {
      made.fanOut("webSocket", receivers, 9);
      made.fanOut("sse", receivers, 9.8);
      made.fanOut("longPoll", receivers, 41);
    }
    made.deliveries();
    made.harness();
    return run(made.results, handshakes());
  }

  /** Nothing finished of a planned operation. */
  public static OperationRun empty() {
    OperationRun full = full();
    return new OperationRun(
        1,
        "20261125-170000-op-quick",
        "op-quick",
        full.specs().subList(0, 3),
        full.environment(),
        List.of(),
        List.of());
  }

  /** One operation alone, without any figure but its score. */
  public static OperationRun one() {
    var made = new SampleOperations();
    made.add("HarnessCost.encodeUpdate", Map.of(), "ns/op", 312.4, 4.1, List.of());
    return run(made.results, List.of());
  }

  /** A failed operation alone. */
  public static OperationRun failed() {
    var made = new SampleOperations();
    made.fail("Connect.webSocket", Map.of("protocol", "h1"), "no server at 127.0.0.1:9 answers");
    return run(made.results, List.of());
  }

  /** A run whose every text is the given one, where a text may stand. */
  public static OperationRun withText(String text) {
    var made = new SampleOperations();
    made.add("RoundTrip.pollNew", Map.of("protocol", text, "x", text), "us/op", 70, 1.0, tail(60));
    made.add("Delivery.delivery", Map.of("strategy", text), "ms/op", 70, 1.0, List.of());
    made.fail("Odd.benchmark", Map.of("payload", text), text);
    made.add("Odd.unit", Map.of("receivers", text), text, 3, 0.5, List.of(figure(text, 2, text)));
    var steps = List.of(new HandshakeStep(text, 0, 10, 1, 2, text));
    OperationRun run = run(made.results, List.of(new Handshake(text, text, 3, steps)));
    return new OperationRun(
        1, text, text, run.specs(), run.environment(), run.operations(), run.handshakes());
  }

  private static OperationRun run(List<OperationResult> results, List<Handshake> handshakes) {
    return new OperationRun(
        OperationRun.SCHEMA,
        "20261125-170000-op-full",
        "op-full",
        results.stream().map(OperationResult::spec).toList(),
        SampleRun.environment(),
        results,
        handshakes);
  }

  private void roundTrips(String protocol, int payload, double factor) {
    double data = payload * 1.37;
    double slow = factor + payload / 60_000.0;
    polls(protocol, payload, slow, 1);
    trip("longPoll", protocol, payload, 84 * slow, 1.52, 420, 265 + data);
    trip("webSocketEcho", protocol, payload, 61 * slow, 1.68, 8 + data, 6 + data);
    trip("sseEvent", protocol, payload, 79 * slow, 1.41, 210 + data, 55 + data);
  }

  private void polls(String protocol, int payload, double slow, double headers) {
    double data = payload * 1.37;
    trip("pollNew", protocol, payload, 74 * slow, 1.61, 190 * headers, 240 * headers + data);
    trip("pollNotModified", protocol, payload, 68 * slow, 1.57, 216 * headers, 168 * headers);
  }

  private void trip(
      String method,
      String protocol,
      int payload,
      double micros,
      double ratio,
      double up,
      double down) {
    boolean noFloor = method.equals("sseEvent") && payload == 16384;
    double told = noFloor ? 0.91 : ratio;
    var figures = new ArrayList<>(tail(micros * 0.94));
    figures.add(figure(FigureNames.FLOOR + "p50", micros * 0.94 / told, "us"));
    figures.add(figure(FigureNames.FLOOR_RATIO, told, ""));
    figures.add(figure(FigureNames.SERVER_CPU, 9 + micros * 0.22, "us"));
    figures.add(exactly(FigureNames.BYTES_UP, Math.round(up)));
    figures.add(exactly(FigureNames.BYTES_DOWN, Math.round(down)));
    figures.add(figure(FigureNames.ALLOCATION, 3_100 + payload * 4.0, "B/op"));
    Map<String, String> params = params("payload", payload + "", "protocol", protocol);
    add("RoundTrip." + method, params, "us/op", micros, micros * 0.018, figures);
    if (noFloor) {
      judge(Validity.invalid("floor is not a floor: the operation takes 0.91 times its median"));
    } else if (method.equals("longPoll") && payload == 1024) {
      judge(Validity.suspect("other guests of the host took 4.1 % of the processors"));
    }
  }

  private void connects() {
    connect("poll", "h1", 212, 430, 251);
    connect("webSocket", "h1", 318, 265, 218);
    connect("upgrade", "h1", 196, 265, 218);
    connect("poll", "h1-tls", 2_460, 1_020, 1_640);
    connect("webSocket", "h1-tls", 2_610, 850, 1_600);
    connect("webSocketResumed", "h1-tls", 1_050, 940, 520);
    connect("poll", "h2", 2_720, 1_110, 1_710);
    fail(
        "Connect.pollResumed",
        params("protocol", "h2"),
        "the server does not resume sessions over h2");
  }

  private void connect(String method, String protocol, double micros, long up, long down) {
    var figures = new ArrayList<>(tail(micros * 0.95));
    figures.add(figure(FigureNames.SERVER_CPU, micros * 0.31, "us"));
    figures.add(exactly(FigureNames.BYTES_UP, up));
    figures.add(exactly(FigureNames.BYTES_DOWN, down));
    if (!protocol.equals("h2")) {
      figures.add(figure(FigureNames.FLOOR + "p50", micros * 0.61, "us"));
      figures.add(figure(FigureNames.FLOOR_RATIO, 0.95 / 0.61, ""));
    }
    add("Connect." + method, params("protocol", protocol), "us/op", micros, micros / 40, figures);
  }

  private void fanOut(String method, int receivers, double each) {
    if (method.equals("longPoll") && receivers == 5000) {
      return; // A point that is missing must not break a curve.
    }
    double last = 55 + each * receivers;
    var figures = new ArrayList<OperationFigure>();
    figures.add(figure(FigureNames.FIRST, Math.min(last, 48 + each / 2 + receivers * 0.02), "us"));
    figures.add(figure(FigureNames.MEDIAN, Math.min(last, 50 + last * 0.52), "us"));
    figures.add(figure(FigureNames.LAST, last, "us"));
    figures.add(figure(FigureNames.PER_RECEIVER, last / receivers, "us"));
    figures.add(figure(FigureNames.SERVER_CPU, last * 0.7, "us"));
    if (receivers >= 1000) {
      figures.add(figure(FigureNames.HEAP_PER_CONNECTION, 5_300 + each * 100, "B"));
      figures.add(figure(FigureNames.RSS_PER_CONNECTION, 14_200 + each * 200, "B"));
    }
    var params = params("receivers", receivers + "", "payload", "64");
    add("FanOut." + method, params, "us/op", last * 1.04, last / 30, figures);
  }

  private void deliveries() {
    for (String strategy :
        List.of("websocket", "sse", "long-poll", "poll@50ms", "poll@100ms", "poll@500ms")) {
      Strategy parsed = Strategy.parse(strategy);
      double interval = parsed.longestInterval().toMillis();
      double delay = 0.034;
      double mean = parsed.isPush() ? 0.41 : interval / 2 * 1.012 + delay + 0.09;
      var figures = new ArrayList<OperationFigure>();
      figures.add(figure(FigureNames.LATENCY + "p50", mean * 1000, "us"));
      figures.add(figure(FigureNames.LATENCY + "p99", mean * 1960, "us"));
      if (interval > 0) {
        figures.add(figure(FigureNames.EXPECTED, interval / 2 + delay, "ms"));
      }
      var params = params("strategy", strategy, "protocol", "h1");
      add("Delivery.delivery", params, "ms/op", mean, 0.012 + interval * 0.009, figures);
    }
  }

  private void harness() {
    harness("encodeUpdate", 318);
    harness("decodeUpdate", 702);
    harness("recordObservation", 41.7);
    harness("stalenessRamps", 128);
    harness("nextPollFixed", 6.1);
    harness("nextPollJittered", 18.4);
    harness("nextPollAdaptive", 22.9);
    harness("simulatePoll", 96.5);
  }

  private void harness(String method, double nanos) {
    var figures = List.of(figure(FigureNames.ALLOCATION, nanos * 1.5, "B/op"));
    add("HarnessCost." + method, Map.of(), "ns/op", nanos, nanos * 0.01, figures);
  }

  private static List<Handshake> handshakes() {
    String get =
        head(
            "GET /feeds/story HTTP/1.1",
            "Host: 127.0.0.1:40123",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13");
    String switched =
        head(
            "HTTP/1.1 101 Switching Protocols",
            "Connection: Upgrade",
            "Upgrade: WebSocket",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    String frame = "81 51\n{\"feed\":\"story\",\"version\":1,\"publishedAt\":…";
    return List.of(
        story(
            "WebSocket",
            "h1",
            step("TCP connect", 0, 42, 0, 0, ""),
            step("request head sent", 42, 66, 158, 0, get),
            step("101 received", 66, 259, 0, 129, switched),
            step("first frame", 259, 318, 0, 83, frame)),
        story(
            "WebSocket over TLS",
            "h1-tls",
            step("TCP connect", 0, 44, 0, 0, ""),
            step("TLS handshake", 44, 2_230, 570, 1_260, ""),
            step("request head sent", 2_230, 2_270, 187, 0, get),
            step("101 received", 2_270, 2_530, 0, 158, switched),
            step("first frame", 2_530, 2_610, 0, 112, frame)));
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static Handshake story(String title, String protocol, HandshakeStep... steps) {
    return new Handshake(title, protocol, 200, List.of(steps));
  }

  private static HandshakeStep step(
      String name, double start, double end, long up, long down, String text) {
    return new HandshakeStep(name, start, end, up, down, text);
  }

  private static List<OperationFigure> tail(double p50) {
    return List.of(
        figure(FigureNames.LATENCY + "p50", p50, "us"),
        figure(FigureNames.LATENCY + "p90", p50 * 1.24, "us"),
        figure(FigureNames.LATENCY + "p99", p50 * 1.9, "us"),
        figure(FigureNames.LATENCY + "p999", p50 * 3.7, "us"),
        figure(FigureNames.LATENCY + "max", p50 * 22, "us"));
  }

  private static OperationFigure figure(String name, double value, String unit) {
    return new OperationFigure(name, value, null, unit, List.of(value * 0.96, value, value * 1.05));
  }

  private static OperationFigure exactly(String name, long bytes) {
    double value = bytes;
    return new OperationFigure(name, value, null, "B", List.of(value, value, value));
  }

  private static Map<String, String> params(String... pairs) {
    var params = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      params.put(pairs[i], pairs[i + 1]);
    }
    return params;
  }

  private void add(
      String benchmark,
      Map<String, String> params,
      String unit,
      double value,
      @Nullable Double error,
      List<OperationFigure> figures) {
    var score =
        new OperationFigure(
            "score", value, error, unit, List.of(value * 0.98, value, value * 1.02));
    boolean once = benchmark.startsWith("FanOut") || benchmark.startsWith("Delivery");
    results.add(
        new OperationResult(
            spec(benchmark, params), once ? "ss" : "avgt", score, figures, Validity.VALID));
  }

  private void fail(String benchmark, Map<String, String> params, String why) {
    var score = new OperationFigure("score", 0, null, "us/op", List.of());
    results.add(
        new OperationResult(
            spec(benchmark, params), "avgt", score, List.of(), Validity.invalid(why)));
  }

  private void judge(Validity validity) {
    OperationResult last = results.removeLast();
    results.add(
        new OperationResult(last.spec(), last.mode(), last.score(), last.figures(), validity));
  }

  private OperationSpec spec(String benchmark, Map<String, String> params) {
    boolean once = benchmark.startsWith("FanOut") || benchmark.startsWith("Delivery");
    String id = String.format(Locale.ROOT, "%03d", results.size() + 1);
    return new OperationSpec(id, benchmark, params, 3, ITERATIONS, once ? ONCE : ITERATIONS);
  }
}
