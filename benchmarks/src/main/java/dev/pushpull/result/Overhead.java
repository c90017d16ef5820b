package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What it cost. Bytes are counted on the sockets, both directions, all that TCP carries as payload;
 * server CPU is serve + GC less the zero-subscriber baseline; of a server that is not ours, all
 * that its process used less the baseline. Ratios whose denominator is 0 are null, as is all that
 * is not known of the server. The groups are one flat object in JSON, such as {@code
 * bytesPerPublished}.
 *
 * @param perPublished by (update, subscriber) pairs that were published
 * @param perDelivered by those of them that were delivered
 * @param bytes in the windows
 * @param connectionBytes from connect to close, handshakes included
 * @param serverCpu µs in the windows, baseline not taken off
 * @param baselineCpuMicrosPerSecond serve + GC with feeds publishing and no subscriber
 * @param serverHeapBytesPerSubscriber live heap less the zero-subscriber baseline
 * @param serverRssBytesPerSubscriber resident set less the zero-subscriber baseline
 */
public record Overhead(
    @JsonUnwrapped(suffix = "PerSubscriberSecond") PerSecond perSubscriberSecond,
    @JsonUnwrapped(suffix = "PerPublished") PerUpdate perPublished,
    @JsonUnwrapped(suffix = "PerDelivered") PerUpdate perDelivered,
    @Nullable Double emptyPollRatio,
    @JsonUnwrapped(prefix = "bytes") Bytes bytes,
    @JsonUnwrapped(prefix = "connectionBytes") Bytes connectionBytes,
    CpuSplit serverCpu,
    @Nullable Double baselineCpuMicrosPerSecond,
    @Nullable Double serverHeapBytesPerSubscriber,
    @Nullable Double serverRssBytesPerSubscriber) {

  /** Nothing was measured. */
  public static final Overhead NONE = Blank.of(Overhead.class);

  /** A quotient; null where the denominator is 0. */
  public static @Nullable Double ratio(double numerator, double denominator) {
    return denominator == 0 ? null : numerator / denominator;
  }

  /**
   * What each subscriber costs a second.
   *
   * @param messages that carried an update to a client
   */
  public record PerSecond(
      @Nullable Double requests,
      @Nullable Double messages,
      @Nullable Double bytes,
      @Nullable Double serverCpuMicros,
      @Nullable Double clientCpuMicros) {}

  /** What each update costs, for each who wants it. */
  public record PerUpdate(
      @Nullable Double requests, @Nullable Double bytes, @Nullable Double serverCpuMicros) {

    /**
     * What all cost, by how many they are; nulls where there was none.
     *
     * @param serverCpuMicros null where it is not known
     * @param updates null where it is not known
     */
    public static PerUpdate of(
        double requests, double bytes, @Nullable Double serverCpuMicros, @Nullable Long updates) {
      return updates == null || updates == 0
          ? new PerUpdate(null, null, null)
          : new PerUpdate(
              requests / updates,
              bytes / updates,
              serverCpuMicros == null ? null : serverCpuMicros / updates);
    }
  }

  /**
   * Bytes by their direction.
   *
   * @param up client to server
   * @param down server to client
   */
  public record Bytes(@JsonProperty("Up") long up, @JsonProperty("Down") long down) {}
}
