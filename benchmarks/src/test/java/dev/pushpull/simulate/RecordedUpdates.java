package dev.pushpull.simulate;

import dev.pushpull.sut.schedule.ArrivalTimes;
import java.util.Arrays;
import java.util.List;

/** Instants that were written down; checked, and none of them changes. */
record RecordedUpdates(List<long[]> instantsNanos) implements UpdateSource {

  RecordedUpdates {
    instantsNanos = instantsNanos.stream().map(long[]::clone).toList();
    for (long[] feed : instantsNanos) {
      if (feed.length == 0) {
        throw new IllegalArgumentException("every feed must have a version 1, but one has none");
      }
      for (int i = 1; i < feed.length; i++) {
        if (feed[i] < feed[i - 1]) {
          throw new IllegalArgumentException(
              "instants must not fall, but version " + (i + 1) + " lies before the one before");
        }
      }
    }
  }

  @Override
  public ArrivalTimes of(int feed) {
    var rest = Arrays.stream(instantsNanos.get(feed)).iterator();
    return () -> rest.hasNext() ? rest.nextLong() : ArrivalTimes.NEVER;
  }
}
