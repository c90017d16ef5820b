package dev.pushpull.testkit;

/**
 * What TCP and IP add to what a socket carries. Computed from the sizes of the RFCs, not measured:
 * IPv4 (RFC 791) 20 bytes, TCP (RFC 9293) 20, timestamps (RFC 7323) 12 of options, in packets of
 * 1,500 bytes; the link's own frames are not counted.
 */
public final class TcpIp {

  /** Headers of one packet. */
  public static final int PACKET_BYTES = 52;

  /** What a packet carries at most. */
  public static final int SEGMENT_BYTES = 1_500 - PACKET_BYTES;

  /** SYN and its answer carry 8 bytes more of options: MSS, SACK, window scale. */
  private static final int SYN_BYTES = PACKET_BYTES + 8;

  private static final int SYNS = 2;
  private static final int PLAIN_PACKETS = 5; // One ACK to open, FIN and ACK from both sides.

  private TcpIp() {}

  /** Headers of all packets that open and close one connection. */
  public static int connectionBytes() {
    return SYNS * SYN_BYTES + PLAIN_PACKETS * PACKET_BYTES;
  }

  /** Headers for a request and its answer: the answer acknowledges the request. */
  public static double exchangeBytes(double up, double down) {
    return (packets(up) + packets(down) + acks(down)) * PACKET_BYTES;
  }

  /** Headers for a message that nothing answers but an acknowledgement. */
  public static double messageBytes(double bytes) {
    return (packets(bytes) + acks(bytes)) * PACKET_BYTES;
  }

  private static double packets(double bytes) {
    return Math.max(1, Math.ceil(bytes / SEGMENT_BYTES));
  }

  /** At least every second full packet is acknowledged (RFC 9293, section 3.8.6.3). */
  private static double acks(double bytes) {
    return Math.ceil(packets(bytes) / 2);
  }
}
