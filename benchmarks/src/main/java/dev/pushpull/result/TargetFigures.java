package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a server that is not ours, and how exactly. When its updates were published is
 * known only between two ends: {@link Times} has the figures at the latest, so that delivery,
 * staleness and age there are lower bounds, and this has the upper ones.
 *
 * @param name as the target file calls it
 * @param url where it is
 * @param truth how it is known when an update was published, such as {@code publish} or {@code
 *     fast-poll: 20ms}
 * @param anyCertificate whether every certificate was believed
 * @param own updates that were published here
 * @param neverSeen those of {@code own} that no client saw
 * @param unconfirmed publishes without an answer that nobody saw either
 * @param foreign updates of others
 * @param guessed places in the order where no client saw which of two updates came first
 * @param contradicted updates that were seen in orders, or at instants, that cannot all be
 * @param rejected answers 429 and 503: the server asked for fewer requests
 * @param widthP50Ms how far apart both ends of an update's publishing are, the median; null where
 *     one is unknown for half of them or more
 * @param widthMaxMs the same of the update of which least is known; null where an end is unknown
 * @param clock how the clock of times in updates is known, in words; null if no such time is used
 * @param counted what counters of updates tell; null where they are not asked for
 * @param atMost the other end; null where no figure has one
 */
public record TargetFigures(
    String name,
    String url,
    String truth,
    boolean anyCertificate,
    long own,
    long neverSeen,
    long unconfirmed,
    long foreign,
    long guessed,
    long contradicted,
    long rejected,
    @Nullable Double widthP50Ms,
    @Nullable Double widthMaxMs,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clock,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Counted counted,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AtMost atMost) {

  /** Why figures of the server are absent; every rendering says so. */
  public static final String NO_COUNTERS = "target: counters not available";

  /** Whether updates were published here; else others did so, at whatever pace. */
  public boolean publishes() {
    return truth.equals("publish");
  }

  /**
   * Upper bounds of figures that rest on when updates were published, of the same updates and the
   * same time as the lower ones. {@link Distribution#NONE} within one that has none: then the lower
   * bound is all that is known.
   */
  public record AtMost(
      Distribution deliveryLatencyMs,
      Distribution deliveryLatencyCorrectedMs,
      Staleness stalenessMs,
      Age ageMs) {}

  /**
   * Of updates that are only numbered in their order.
   *
   * @param lost numbers between a client's first and last that it never got; a client that polls
   *     skips them by its nature
   * @param doubled messages with a number that the client had got before
   * @param reordered messages with a number that the client had not got, but a higher one
   * @param meanBehind how many numbers clients were behind the highest that any had got, over time
   * @param maxBehind the most that a client was behind
   */
  public record Counted(
      long lost, long doubled, long reordered, @Nullable Double meanBehind, long maxBehind) {}
}
