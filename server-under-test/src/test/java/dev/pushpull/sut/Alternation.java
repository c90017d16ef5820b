package dev.pushpull.sut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Two things measured beside each other on a machine that is not ours alone: in turn, the first one
 * first every other time, so that what else goes on hits both alike; then the ratio of the medians.
 */
record Alternation(List<Double> ours, List<Double> floor) {

  /** Measures each so many times, an odd number. */
  static Alternation of(int pairs, Callable<Double> ours, Callable<Double> floor) throws Exception {
    var measured = new Alternation(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < pairs; i++) {
      if (i % 2 == 0) {
        measured.ours.add(ours.call());
        measured.floor.add(floor.call());
      } else {
        measured.floor.add(floor.call());
        measured.ours.add(ours.call());
      }
    }
    return measured;
  }

  double oursMedian() {
    return median(ours);
  }

  double floorMedian() {
    return median(floor);
  }

  /** Ours over the floor. */
  double ratio() {
    return oursMedian() / floorMedian();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
