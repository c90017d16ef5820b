package dev.pushpull.result;

import dev.pushpull.spec.Workload;
import java.util.Locale;

/**
 * A workload as it lies on disk.
 *
 * @param arrivals in the form that is parsed, such as {@code poisson:2/s}
 * @param protocol such as {@code h1}
 */
public record WorkloadInfo(
    String arrivals, int feeds, int subscribers, int payloadBytes, String protocol) {

  /** The same facts as text and numbers. */
  public static WorkloadInfo of(Workload workload) {
    return new WorkloadInfo(
        workload.arrivals().toString(),
        workload.feeds(),
        workload.subscribers(),
        workload.payloadBytes(),
        workload.protocol().toString());
  }

  /**
   * How it is named in tables, such as {@code poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1}.
   */
  public String label() {
    return String.format(
        Locale.ROOT,
        "%s, %d feeds, %d subscribers, %d B, %s",
        arrivals,
        feeds,
        subscribers,
        payloadBytes,
        protocol);
  }
}
