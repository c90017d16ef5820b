package dev.pushpull.trial;

import dev.pushpull.measure.Counter;
import dev.pushpull.measure.Meter;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import dev.pushpull.truth.FeedTruth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What subscribers of a server without a publish log experienced in one or more windows, by both
 * ends of what is known of when updates were published: the true figures lie between (the proof is
 * at {@link FeedTruth}). An update belongs to the window in which it was published at the latest.
 * Used by one thread.
 */
@SuppressWarnings("this-escape") // naming its parts tells nobody else of it
public final class BothEnds extends Meter implements Meters {

  /** Updates as late as can be: lower bounds of delivery, staleness and age. */
  public final WindowMeters least = part(new WindowMeters());

  /** Updates as early as can be: upper bounds, of what the counters below do not rule out. */
  public final WindowMeters most = part(new WindowMeters());

  /** Subscribers whose delivery has no upper bound, window by window. */
  public final Counter deliveryUnbounded = part(new Counter());

  /** Subscribers whose staleness has no upper bound. */
  public final Counter stalenessUnbounded = part(new Counter());

  /** Subscribers whose age has no upper bound. */
  public final Counter ageUnbounded = part(new Counter());

  /**
   * What all subscribers experienced in a window.
   *
   * @param truths of each feed
   */
  public static BothEnds of(Window window, List<FeedTruth> truths, List<SightProbe> probes) {
    var meters = new BothEnds();
    for (int feed = 0; feed < truths.size(); feed++) {
      int number = feed;
      meters.add(window, truths.get(feed), probes.stream().filter(p -> p.feed == number).toList());
    }
    return meters;
  }

  private void add(Window window, FeedTruth truth, List<SightProbe> probes) {
    PublishLog latest = truth.latest();
    PublishLog earliest = truth.earliest();
    int unbounded = truth.unbounded();
    int first = latest.firstAtOrAfter(window.startNanos());
    boolean publishes = first < latest.firstAtOrAfter(window.endNanos());
    for (SightProbe probe : probes) {
      ObservationLog seen = truth.observations(probe.sights);
      least.add(window, latest, latest, probe, seen);
      most.add(window, earliest, latest, probe, seen);
      deliveryUnbounded.add(publishes && first <= unbounded ? 1 : 0);
      if (seen.size() > 0) {
        long held = seen.version(Math.max(0, seen.firstAtOrAfter(window.startNanos()) - 1));
        stalenessUnbounded.add(held < unbounded ? 1 : 0);
        ageUnbounded.add(held <= unbounded ? 1 : 0);
      }
    }
  }

  @Override
  public WindowMeters any() {
    return least;
  }

  /** The upper bounds have names of their own. */
  @Override
  public Map<String, Histogram> byMetric() {
    var histograms = new TreeMap<>(least.byMetric());
    Map<String, Histogram> upper = most.byMetric();
    for (String metric : List.of("deliveryLatency", "staleness", "age")) {
      histograms.put(metric + "AtMost", upper.get(metric));
    }
    return histograms;
  }
}
