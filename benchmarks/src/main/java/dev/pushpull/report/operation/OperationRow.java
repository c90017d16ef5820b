package dev.pushpull.report.operation;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.sweep.Protocols;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Protocol;
import dev.pushpull.text.Numbers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An operation as every report sees it. One that is INVALID has a verdict and reasons but no
 * figures: they must not be used.
 */
public record OperationRow(OperationResult result, OperationNames.Name name) {

  private static final List<String> OWN = List.of("protocol", "payload", "receivers", "strategy");

  /** The benchmark that is polling where nothing has changed. */
  static final String EMPTY_POLL = "RoundTrip.pollNotModified";

  /** All of a run, in its order. */
  public static List<OperationRow> of(OperationRun run) {
    return run.operations().stream()
        .map(result -> new OperationRow(result, OperationNames.of(result.spec())))
        .toList();
  }

  /** The same by group; only groups that have any. */
  public static Map<OperationNames.Group, List<OperationRow>> byGroup(OperationRun run) {
    return of(run).stream()
        .collect(
            Collectors.groupingBy(
                row -> row.name().group(),
                () -> new EnumMap<>(OperationNames.Group.class),
                Collectors.toList()));
  }

  /** JMH's primary score. */
  public Optional<OperationValue> score() {
    return usable() ? Optional.of(OperationValue.of(result.score())) : Optional.empty();
  }

  /** The score, where it is a time for each operation. */
  public Optional<OperationValue> time() {
    return score().filter(OperationValue::isTime);
  }

  /**
   * What it usually takes: the median, which a machine's stalls do not move, or else the mean time.
   */
  public Optional<OperationValue> typical() {
    return figure(FigureNames.LATENCY + "p50").filter(OperationValue::isTime).or(this::time);
  }

  /** Another figure by its name. */
  public Optional<OperationValue> figure(String name) {
    return usable() ? result.figure(name).map(OperationValue::of) : Optional.empty();
  }

  /** The same of one that is there, with its unit. */
  String told(String name) {
    return figure(name).orElseThrow().text();
  }

  /** Bytes of one operation, both ways. */
  public Optional<Double> bytes() {
    return figure(FigureNames.BYTES_UP)
        .flatMap(up -> figure(FigureNames.BYTES_DOWN).map(down -> up.value() + down.value()));
  }

  /** The server's CPU of one operation in µs; empty where it is unknown or none. */
  Optional<Double> serverCpu() {
    return figure(FigureNames.SERVER_CPU).map(OperationValue::value).filter(cpu -> cpu > 0);
  }

  /** The server's CPU as a share of the operation's mean time; may exceed 1 with several cores. */
  public Optional<Double> serverShare() {
    return figure(FigureNames.SERVER_CPU)
        .flatMap(cpu -> time().filter(mean -> mean.value() > 0).map(m -> cpu.value() / m.value()));
  }

  /** Whether its figures may be shown. */
  public boolean usable() {
    return verdict() != Verdict.INVALID;
  }

  /** Whether sentences may rest on it. */
  public boolean isSound() {
    return verdict() == Verdict.VALID;
  }

  /** Whether its figures may be used. */
  public Verdict verdict() {
    return result.validity().verdict();
  }

  /** A parameter's value; empty where it was left to the benchmark. */
  public String param(String parameter) {
    return result.spec().params().getOrDefault(parameter, "");
  }

  /** As it was asked for; empty where it was not. */
  public String protocol() {
    return param("protocol");
  }

  /** The same; HTTP/1.1 is what those go over that name none. */
  String protocolOrDefault() {
    return protocol().isEmpty() ? Protocol.H1.toString() : protocol();
  }

  /** Whether it is of a benchmark. */
  boolean is(String benchmark) {
    return result.spec().benchmark().equals(benchmark);
  }

  /** Whether it has the same protocol and payload. */
  boolean isLike(OperationRow other) {
    return protocol().equals(other.protocol()) && param("payload").equals(other.param("payload"));
  }

  /** A number of bytes or receivers; empty if it is none. */
  public Optional<Integer> number(String parameter) {
    String text = param(parameter);
    return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /** Whether it goes over HTTP/2. */
  public boolean isHttp2() {
    return Protocols.isHttp2(protocol());
  }

  /** Whether it speaks WebSocket. */
  public boolean isWebSocket() {
    return name.kind().equals("websocket");
  }

  /** Whether it asks, be it for a first time after connecting. */
  public boolean isPoll() {
    return List.of("poll", "conditional-poll", "long-poll").contains(name.kind());
  }

  /** Parameters without a column of their own, such as {@code updates=1000}. */
  public String otherParams() {
    return result.spec().params().entrySet().stream()
        .filter(param -> !OWN.contains(param.getKey()))
        .map(param -> param.getKey() + "=" + param.getValue())
        .collect(Collectors.joining(" "));
  }

  /** The label with every parameter, in one line, such as {@code poll, 304, h1-tls, 64 B}. */
  public String fullName() {
    var text = new StringBuilder(name.label());
    if (!protocol().isEmpty()) {
      text.append(", ").append(protocol());
    }
    number("payload").ifPresent(bytes -> text.append(", ").append(Numbers.size(bytes)));
    number("receivers").ifPresent(n -> text.append(", ").append(n).append(" receivers"));
    return otherParams().isEmpty() ? text.toString() : text + ", " + otherParams();
  }
}
