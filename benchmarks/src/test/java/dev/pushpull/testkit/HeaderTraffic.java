package dev.pushpull.testkit;

/**
 * Header bytes alone, as they are often quoted against polling: 871 for each poll and 2 for each
 * WebSocket frame, at one message a second (Lubbers, Greco: HTML5 Web Sockets: A Quantum Leap in
 * Scalability for the Web, 2010). What that leaves out is {@link LinkTraffic}.
 */
public final class HeaderTraffic {

  /** Request and response headers of one poll, as quoted: a browser's, with cookies. */
  public static final int POLL_BYTES = 871;

  /** The header of one unmasked frame of less than 126 bytes. */
  public static final int FRAME_BYTES = 2;

  private static final double MEBIBIT = 1024 * 1024;

  private HeaderTraffic() {}

  /** Mbit/s as the table counts them, of 2²⁰ bits. */
  public static double megabitsPerSecond(double bytesPerClientSecond, int clients) {
    return bytesPerClientSecond * 8 * clients / MEBIBIT;
  }
}
