package dev.pushpull.model;

import java.util.Comparator;
import java.util.List;

/**
 * How much server CPU one poll takes, by how many come per second in all: a busy server's caches
 * are warm and its threads seldom sleep, so that each costs less. Between the measured rates it
 * follows straight lines on log axes; beyond them nothing is extrapolated.
 *
 * @param points as measured, sorted by rate here
 */
public record PollCpu(List<Point> points) {

  /**
   * One measured rate.
   *
   * @param perSecond polls answered per second by the whole server, above 0
   * @param micros serving and collecting garbage, per poll, above 0
   */
  public record Point(double perSecond, double micros) {

    /** Checks the bounds. */
    public Point {
      if (!(perSecond > 0) || !(micros > 0)) {
        throw new IllegalArgumentException(
            "rate and CPU must be above 0, but are " + perSecond + "/s and " + micros + " µs");
      }
    }
  }

  /** Sorts the points, of which there must be one at least. */
  public PollCpu {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("CPU must be known at one rate at least");
    }
    points = points.stream().sorted(Comparator.comparingDouble(Point::perSecond)).toList();
  }

  /** µs for one poll when this many messages of any kind come per second. */
  public double micros(double perSecond) {
    Point below = points.getFirst();
    for (Point above : points) {
      if (perSecond <= above.perSecond()) {
        return between(below, above, perSecond);
      }
      below = above;
    }
    return below.micros();
  }

  private static double between(Point below, Point above, double perSecond) {
    if (perSecond <= below.perSecond()) {
      return below.micros();
    }
    double share =
        Math.log(perSecond / below.perSecond()) / Math.log(above.perSecond() / below.perSecond());
    return below.micros() * Math.pow(above.micros() / below.micros(), share);
  }
}
