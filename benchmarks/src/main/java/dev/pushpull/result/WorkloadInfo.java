package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload as it lies on disk.
 *
 * @param arrivals in the form that is parsed, such as {@code poisson:2/s}
 * @param protocol such as {@code h1}
 * @param scenario such as {@code courier}; absent for plain feeds
 * @param engine such as {@code browser}; absent for OkHttp
 * @param traceDigest SHA-256 of the instants that are played; absent where the updates are no trace
 */
public record WorkloadInfo(
    String arrivals,
    int feeds,
    int subscribers,
    int payloadBytes,
    String protocol,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String scenario,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String engine,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String traceDigest) {

  /** The same facts as text and numbers. */
  public static WorkloadInfo of(Workload workload) {
    return new WorkloadInfo(
        workload.arrivals().toString(),
        workload.feeds(),
        workload.subscribers(),
        workload.payloadBytes(),
        workload.protocol().toString(),
        workload.scenario() instanceof Scenario.Feeds ? null : workload.scenario().toString(),
        workload.engine() == Engine.OKHTTP ? null : workload.engine().toString(),
        workload.arrivals() instanceof Arrivals.Trace trace ? trace.digest() : null);
  }

  /** A trace is known by its instants, whatever it is called. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkloadInfo info && key().equals(info.key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  private List<Object> key() {
    return List.of(
        traceDigest == null ? arrivals : traceDigest,
        feeds,
        subscribers,
        payloadBytes,
        protocol,
        scenarioName(),
        engineName());
  }

  /** What it is called in a label, {@code feeds} for plain feeds. */
  public String scenarioName() {
    return scenario == null ? new Scenario.Feeds().toString() : scenario;
  }

  /** What its subscribers are made of, {@code okhttp} unless something else is said. */
  public String engineName() {
    return engine == null ? Engine.OKHTTP.toString() : engine;
  }

  private boolean isFloor() {
    return engineName().equals(Engine.SOCKET.toString());
  }

  /**
   * The workload whose table holds what was measured: bare sockets, the floor, have their rows, by
   * names of their own, among those of OkHttp.
   */
  public WorkloadInfo ofTable() {
    return isFloor() ? withoutEngine() : this;
  }

  /** The same for clients of which it does not matter what they are made of. */
  public WorkloadInfo withoutEngine() {
    return new WorkloadInfo(
        arrivals, feeds, subscribers, payloadBytes, protocol, scenario, null, traceDigest);
  }

  /**
   * How it is named in tables, such as {@code poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1},
   * behind its scenario if it is one, before its engine if that is a browser.
   */
  public String label() {
    return Workload.label(
        Scenario.parse(scenarioName()),
        arrivals,
        feeds,
        subscribers,
        payloadBytes,
        protocol,
        engine == null || isFloor() ? "" : engine);
  }
}
