package dev.pushpull.operation;

/** Names of the figures of operations, in addition to JMH's primary score. */
public final class FigureNames {

  /** Percentiles of the operation's own time, by our histogram: {@code latency.p50} …, in us. */
  public static final String LATENCY = "latency.";

  /** Percentiles of the floor's time, interleaved in the same fork: {@code floor.p50} …, in us. */
  public static final String FLOOR = "floor.";

  /** The operation's median over the floor's, by the histograms of the same forks; no unit. */
  public static final String FLOOR_RATIO = "floor.ratio";

  /** CPU of the server's serving and publishing threads per operation, in us. */
  public static final String SERVER_CPU = "server.cpu";

  /** Bytes per operation counted on the client's sockets, client to server. */
  public static final String BYTES_UP = "bytes.up";

  /** Bytes per operation counted on the client's sockets, server to client. */
  public static final String BYTES_DOWN = "bytes.down";

  /** From publishing to the first receiver's read, median over publishes, in us. */
  public static final String FIRST = "fanout.first";

  /** From publishing to the median receiver's read, median over publishes, in us. */
  public static final String MEDIAN = "fanout.median";

  /** From publishing to the last receiver's read, median over publishes, in us. */
  public static final String LAST = "fanout.last";

  /** {@link #LAST} divided by the receivers, in us. */
  public static final String PER_RECEIVER = "fanout.perReceiver";

  /** The server's heap per idle connection, after a collection, less that of none, in B. */
  public static final String HEAP_PER_CONNECTION = "server.heapPerConnection";

  /** The server's resident memory per idle connection, less that of none, in B. */
  public static final String RSS_PER_CONNECTION = "server.rssPerConnection";

  /** What the closed form expects of the primary score, in its unit. */
  public static final String EXPECTED = "expected";

  /**
   * Bytes that the client's JVM allocates per operation, around the measured part alone; by JMH's
   * gc profiler where an operation has no set-up of its own.
   */
  public static final String ALLOCATION = "allocation";

  private FigureNames() {}
}
