package dev.pushpull.simulate;

import dev.pushpull.model.PollCpu;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How much CPU a poll took at each measured rate: the median over repeats. */
final class CpuPoints {

  /** Closer rates are one, since a line through both would show their noise. */
  private static final double LEAST_APART = 1.1;

  private CpuPoints() {}

  static List<PollCpu.Point> of(List<CostedTrial> polls) {
    Map<String, List<CostedTrial>> cells =
        polls.stream()
            .collect(Collectors.groupingBy(CostedTrial::cell, TreeMap::new, Collectors.toList()));
    var points = new TreeMap<Double, PollCpu.Point>();
    for (List<CostedTrial> cell : cells.values()) {
      double rate = median(cell, CostedTrial::answersPerSecond);
      var near = points.subMap(rate / LEAST_APART, rate * LEAST_APART);
      if (near.isEmpty()) {
        points.put(rate, new PollCpu.Point(rate, median(cell, CostedTrial::cpuMicrosPerAnswer)));
      }
    }
    return List.copyOf(points.values());
  }

  private static double median(List<CostedTrial> cell, ToDoubleFunction<CostedTrial> figure) {
    double[] values = cell.stream().mapToDouble(figure).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
