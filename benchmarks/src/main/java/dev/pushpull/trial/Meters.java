package dev.pushpull.trial;

import dev.pushpull.measure.Mergeable;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a scenario's clients experienced in one or more windows. Used by one thread. */
public interface Meters extends Mergeable {

  /** As of any subscribers. */
  WindowMeters any();

  /** Values that cannot be: below 0 or absurdly long. */
  long outOfRange();

  /** For storing. */
  Map<String, Histogram> byMetric();
}
