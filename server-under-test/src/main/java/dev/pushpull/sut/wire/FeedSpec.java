package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a feed is made of. As JSON its arrivals are written as {@link UpdateSource#parse} reads
 * them; a trace brings its instants in a member of their own, {@code traceOffsetsNanos}, since the
 * server opens no file that a request names.
 *
 * @param name letters, digits, dot, underscore and hyphen, 1 to 64 of them
 * @param arrivals what makes its updates
 * @param seed of its arrivals and payloads
 * @param payloadBytes length of each payload, 0 to {@value #MAX_PAYLOAD_BYTES}
 * @param maxAgeSeconds for how long its answers say that they may be kept, 0 to {@value
 *     #MAX_AGE_SECONDS}; 0 for not at all
 * @param kind what it owes to who listens; in JSON a value feed unless told otherwise
 * @param retain how many updates a log feed keeps at most, 1 to {@value #MAX_RETAIN}, in JSON
 *     {@value #DEFAULT_RETAIN} unless told otherwise; 1 for a value feed
 */
public record FeedSpec(
    String name,
    @JsonSerialize(using = ToStringSerializer.class) UpdateSource arrivals,
    long seed,
    int payloadBytes,
    int maxAgeSeconds,
    FeedKind kind,
    int retain) {

  /** The longest payload: with its JSON around it, it fits a WebSocket frame of 64 KiB. */
  public static final int MAX_PAYLOAD_BYTES = 60_000;

  /** The longest that an answer may say it may be kept, an hour. */
  public static final int MAX_AGE_SECONDS = 3_600;

  /** The most updates that a log feed may be asked to keep. */
  public static final int MAX_RETAIN = 100_000;

  /** What a log feed keeps unless it is told otherwise. */
  public static final int DEFAULT_RETAIN = 1_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String TRACE = "trace:";

  /** Checks each bound; the message names the key, the bound and the value. */
  public FeedSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must be 1 to 64 of A-Z a-z 0-9 . _ -, but is '" + name + "'");
    }
    Bounds.check("payloadBytes", payloadBytes, 0, MAX_PAYLOAD_BYTES);
    Bounds.check("maxAgeSeconds", maxAgeSeconds, 0, MAX_AGE_SECONDS);
    Bounds.check("retain", retain, 1, MAX_RETAIN);
    if (kind == FeedKind.VALUE && retain != 1) {
      throw new IllegalArgumentException(
          "retain must be 1 for a value feed, which keeps the newest update only, but is "
              + retain);
    }
  }

  /** A value feed. */
  public FeedSpec(
      String name, UpdateSource arrivals, long seed, int payloadBytes, int maxAgeSeconds) {
    this(name, arrivals, seed, payloadBytes, maxAgeSeconds, FeedKind.VALUE, 1);
  }

  /** A value feed whose answers may not be kept. */
  public FeedSpec(String name, UpdateSource arrivals, long seed, int payloadBytes) {
    this(name, arrivals, seed, payloadBytes, 0);
  }

  /** The same as a log feed. */
  public FeedSpec asLog(int newRetain) {
    return new FeedSpec(name, arrivals, seed, payloadBytes, maxAgeSeconds, FeedKind.LOG, newRetain);
  }

  /** From a JSON object's members. */
  @JsonCreator
  static FeedSpec of(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "arrivals", required = true) String arrivals,
      @JsonProperty(value = "seed", required = true) long seed,
      @JsonProperty(value = "payloadBytes", required = true) int payloadBytes,
      @JsonProperty("maxAgeSeconds") int maxAgeSeconds,
      @JsonProperty("kind") @Nullable FeedKind kind,
      @JsonProperty("retain") @Nullable Integer retain,
      @JsonProperty("traceOffsetsNanos") @Nullable List<Long> offsetsNanos) {
    int kept = retain == null ? kind == FeedKind.LOG ? DEFAULT_RETAIN : 1 : retain;
    return new FeedSpec(
        name,
        source(arrivals, offsetsNanos),
        seed,
        payloadBytes,
        maxAgeSeconds,
        kind == null ? FeedKind.VALUE : kind,
        kept);
  }

  private static UpdateSource source(String arrivals, @Nullable List<Long> offsetsNanos) {
    boolean trace = arrivals.startsWith(TRACE);
    if (trace != (offsetsNanos != null)) {
      throw new IllegalArgumentException(
          trace
              ? "traceOffsetsNanos must be an array, but is missing"
              : "traceOffsetsNanos requires arrivals trace:NAME");
    }
    try {
      return offsetsNanos == null
          ? UpdateSource.parse(arrivals)
          : new Arrivals.Trace(arrivals.substring(TRACE.length()), offsetsNanos);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("arrivals: " + e.getMessage(), e);
    }
  }

  @JsonProperty("traceOffsetsNanos")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Nullable List<Long> traceOffsetsNanos() {
    return arrivals instanceof Arrivals.Trace trace ? trace.offsetsNanos() : null;
  }
}
