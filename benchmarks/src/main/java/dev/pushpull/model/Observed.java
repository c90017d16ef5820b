package dev.pushpull.model;

import java.util.Arrays;

/**
 * A feed as the oracle sees it.
 *
 * @param publishedAtNanos when each version became visible, from version 1 on, not falling
 * @param subscribers how many clients listen to it
 */
@SuppressWarnings("ArrayRecordComponent") // a view on a log, compared by nobody
public record Observed(long[] publishedAtNanos, int subscribers) {

  /** The instants relative to another one, exact for some months around it. */
  double[] since(long originNanos) {
    return Arrays.stream(publishedAtNanos).mapToDouble(at -> at - originNanos).toArray();
  }
}
