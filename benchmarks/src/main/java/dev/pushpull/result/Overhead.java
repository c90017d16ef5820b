package dev.pushpull.result;

import org.jspecify.annotations.Nullable;

/**
 * What it cost. Bytes are counted on the sockets, both directions, all that TCP carries as payload;
 * server CPU is serve + GC less the zero-subscriber baseline. Ratios whose denominator is 0 are
 * null.
 *
 * @param messagesPerSubscriberSecond messages that carried an update to a client
 * @param bytesUp in the windows, client to server
 * @param bytesDown in the windows, server to client
 * @param connectionBytesUp from connect to close, handshakes included
 * @param connectionBytesDown from connect to close, handshakes included
 * @param serverCpu µs in the windows, baseline not taken off
 * @param baselineCpuMicrosPerSecond serve + GC with feeds publishing and no subscriber
 * @param serverHeapBytesPerSubscriber live heap less the zero-subscriber baseline
 * @param serverRssBytesPerSubscriber resident set less the zero-subscriber baseline
 */
public record Overhead(
    @Nullable Double requestsPerSubscriberSecond,
    @Nullable Double messagesPerSubscriberSecond,
    @Nullable Double bytesPerSubscriberSecond,
    @Nullable Double serverCpuMicrosPerSubscriberSecond,
    @Nullable Double clientCpuMicrosPerSubscriberSecond,
    @Nullable Double requestsPerPublished,
    @Nullable Double bytesPerPublished,
    @Nullable Double serverCpuMicrosPerPublished,
    @Nullable Double requestsPerDelivered,
    @Nullable Double bytesPerDelivered,
    @Nullable Double serverCpuMicrosPerDelivered,
    @Nullable Double emptyPollRatio,
    long bytesUp,
    long bytesDown,
    long connectionBytesUp,
    long connectionBytesDown,
    CpuSplit serverCpu,
    double baselineCpuMicrosPerSecond,
    @Nullable Double serverHeapBytesPerSubscriber,
    @Nullable Double serverRssBytesPerSubscriber) {

  /** Nothing was measured. */
  public static final Overhead NONE =
      new Overhead(
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          0,
          0,
          0,
          0,
          new CpuSplit(0, 0, 0, 0, 0),
          0,
          null,
          null);
}
