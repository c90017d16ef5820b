package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pushpull.spec.Client;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Workload;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A workload as it lies on disk.
 *
 * @param arrivals in the form that is parsed, such as {@code poisson:2/s}
 * @param protocol such as {@code h1}
 * @param scenario such as {@code courier}; absent for plain feeds
 * @param client {@code browser}; absent for OkHttp
 * @param traceDigest SHA-256 of the instants that are played; absent where the updates are no trace
 */
public record WorkloadInfo(
    String arrivals,
    int feeds,
    int subscribers,
    int payloadBytes,
    String protocol,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String scenario,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String client,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String traceDigest) {

  /** Of plain feeds, listened to by OkHttp. */
  public WorkloadInfo(
      String arrivals, int feeds, int subscribers, int payloadBytes, String protocol) {
    this(arrivals, feeds, subscribers, payloadBytes, protocol, null, null, null);
  }

  /** The same facts as text and numbers. */
  public static WorkloadInfo of(Workload workload) {
    return new WorkloadInfo(
        workload.arrivals().toString(),
        workload.feeds(),
        workload.subscribers(),
        workload.payloadBytes(),
        workload.protocol().toString(),
        workload.scenario() instanceof Scenario.Feeds ? null : workload.scenario().toString(),
        workload.client() == Client.OKHTTP ? null : workload.client().toString(),
        TraceCopies.digest(workload));
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
        clientName());
  }

  /** What it is called in a label, {@code feeds} for plain feeds. */
  public String scenarioName() {
    return scenario == null ? new Scenario.Feeds().toString() : scenario;
  }

  /** What its subscribers are made of, {@code okhttp} unless something else is said. */
  public String clientName() {
    return client == null ? Client.OKHTTP.toString() : client;
  }

  /**
   * How it is named in tables, such as {@code poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1},
   * behind its scenario if it is one, before its client if that is not OkHttp.
   */
  public String label() {
    return String.format(
        Locale.ROOT,
        "%s%s, %d feeds, %d subscribers, %d B, %s%s",
        scenario == null ? "" : scenario + ", ",
        arrivals,
        feeds,
        subscribers,
        payloadBytes,
        protocol,
        client == null ? "" : ", " + client);
  }
}
