package dev.pushpull.simulate.calibrate;

import dev.pushpull.result.ResultJson;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.sut.text.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long requests and deliveries took in a run, each as its quantiles in µs at {@link
 * #THOUSANDTHS}: small enough to be at hand where the run's histograms are not.
 *
 * @param runId which run
 * @param polls round trips of all polls
 * @param kinds round trips of each kind of polls, and delivery latency of each kind of push
 */
public record ReferenceTimes(
    String runId, List<Double> polls, Map<StrategyKind, List<Double>> kinds) {

  /** Which quantiles are kept; the first and the last are the shortest and the longest. */
  static final List<Integer> THOUSANDTHS =
      List.of(
          0, 10, 50, 100, 200, 300, 400, 500, 600, 700, 800, 850, 900, 925, 950, 960, 970, 980, 985,
          990, 995, 998, 999, 1000);

  private static final String RESOURCE = "/dev/pushpull/simulate/calibrate/reference-times.json";

  /** Copies the lists. */
  public ReferenceTimes {
    polls = List.copyOf(polls);
    kinds = Collections.unmodifiableMap(new EnumMap<>(kinds));
  }

  /** Those of the reference run, for want of a run of one's own. */
  public static ServiceTimes reference() {
    return resource(RESOURCE, ReferenceTimes.class).service();
  }

  /** What a resource of this build holds as JSON. */
  static <T> T resource(String name, Class<T> type) {
    String json = Resources.text(ReferenceTimes.class, name);
    try {
      return ResultJson.read(json, name.substring(name.lastIndexOf('/') + 1), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws from them. */
  public ServiceTimes service() {
    return draws(polls).with(kinds, ReferenceTimes::draws);
  }

  private static ServiceTimes draws(List<Double> micros) {
    return ServiceTimes.of(
        THOUSANDTHS.stream().mapToInt(Integer::intValue).toArray(),
        micros.stream().mapToLong(each -> Math.round(each * 1e3)).toArray());
  }
}
