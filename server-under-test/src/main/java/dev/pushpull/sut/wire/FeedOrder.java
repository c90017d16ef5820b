package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A feed to create.
 *
 * @param name of letters, digits, dot, dash, underscore
 * @param arrivals what makes its updates, as {@link UpdateSource#parse} reads it
 * @param seed of arrivals and payloads
 * @param payloadBytes length of each payload
 * @param maxAgeSeconds how long its answers say that they may be kept; 0 for no such word
 * @param kind whether it keeps its newest update, or a log; a value feed unless told otherwise
 * @param retain how many updates a log feed keeps at most, {@value #DEFAULT_RETAIN} unless told
 *     otherwise; 1 for a value feed
 * @param traceOffsetsNanos of a trace alone, its instants: the server opens no file that a request
 *     names
 */
public record FeedOrder(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String arrivals,
    @JsonProperty(required = true) long seed,
    @JsonProperty(required = true) int payloadBytes,
    int maxAgeSeconds,
    FeedKind kind,
    Integer retain,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Long> traceOffsetsNanos) {

  /** What a log feed keeps unless it is told otherwise. */
  public static final int DEFAULT_RETAIN = 1_000;

  private static final String TRACE = "trace:";

  /** Fills in what was left out. */
  @SuppressWarnings("NullAway") // what the other side left out is null here
  public FeedOrder {
    kind = kind == null ? FeedKind.VALUE : kind;
    if (retain == null) {
      retain = kind == FeedKind.LOG ? DEFAULT_RETAIN : 1;
    }
  }

  /** A feed of either kind. */
  public FeedOrder(
      String name,
      UpdateSource arrivals,
      long seed,
      int payloadBytes,
      int maxAgeSeconds,
      FeedKind kind,
      int retain) {
    this(
        name,
        arrivals.toString(),
        seed,
        payloadBytes,
        maxAgeSeconds,
        kind,
        retain,
        arrivals instanceof Arrivals.Trace trace ? trace.offsetsNanos() : null);
  }

  /** A value feed. */
  public FeedOrder(
      String name, UpdateSource arrivals, long seed, int payloadBytes, int maxAgeSeconds) {
    this(name, arrivals, seed, payloadBytes, maxAgeSeconds, FeedKind.VALUE, 1);
  }

  /**
   * What makes its updates.
   *
   * @throws IllegalArgumentException that names the key, what was expected and what came
   */
  public UpdateSource source() {
    if (!arrivals.startsWith(TRACE)) {
      if (traceOffsetsNanos != null) {
        throw new IllegalArgumentException("traceOffsetsNanos requires arrivals trace:NAME");
      }
      return named(() -> UpdateSource.parse(arrivals));
    }
    List<Long> offsets = traceOffsetsNanos;
    if (offsets == null) {
      throw new IllegalArgumentException("traceOffsetsNanos must be an array, but is missing");
    }
    return named(() -> new Arrivals.Trace(arrivals.substring(TRACE.length()), offsets));
  }

  private static UpdateSource named(Supplier<UpdateSource> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("arrivals: " + e.getMessage(), e);
    }
  }
}
