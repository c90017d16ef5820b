package dev.pushpull.simulate;

import dev.pushpull.result.ResultJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long requests and deliveries took in a run, each as its quantiles in µs at {@link
 * #THOUSANDTHS}: small enough to be at hand where the run's histograms are not.
 *
 * @param runId which run
 * @param polls round trips of all polls
 * @param poll of the plain ones
 * @param conditionalPoll of the conditional ones
 * @param longPoll delivery latency of long polls
 * @param event of server-sent events
 * @param frame of WebSocket messages
 */
public record ReferenceTimes(
    String runId,
    List<Double> polls,
    List<Double> poll,
    List<Double> conditionalPoll,
    List<Double> longPoll,
    List<Double> event,
    List<Double> frame) {

  /** Which quantiles are kept; the first and the last are the shortest and the longest. */
  private static final List<Integer> THOUSANDTHS =
      List.of(
          0, 10, 50, 100, 200, 300, 400, 500, 600, 700, 800, 850, 900, 925, 950, 960, 970, 980, 985,
          990, 995, 998, 999, 1000);

  private static final String RESOURCE = "/dev/pushpull/simulate/reference-times.json";

  /** Copies the lists. */
  public ReferenceTimes {
    polls = List.copyOf(polls);
    poll = List.copyOf(poll);
    conditionalPoll = List.copyOf(conditionalPoll);
    longPoll = List.copyOf(longPoll);
    event = List.copyOf(event);
    frame = List.copyOf(frame);
  }

  /** Those of the reference run, for want of a run of one's own. */
  public static ServiceTimes reference() {
    try (InputStream in = ReferenceTimes.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("this build is missing " + RESOURCE);
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ResultJson.read(json, "reference-times.json", ReferenceTimes.class).service();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The quantiles of a run that has every kind. */
  static ReferenceTimes of(String runId, RoundTrips run) {
    return new ReferenceTimes(
        runId,
        quantiles(run.polls()),
        quantiles(run.measured(Kind.POLL)),
        quantiles(run.measured(Kind.CONDITIONAL_POLL)),
        quantiles(run.measured(Kind.LONG_POLL)),
        quantiles(run.measured(Kind.EVENT_STREAM)),
        quantiles(run.measured(Kind.WEB_SOCKET)));
  }

  private static List<Double> quantiles(Histogram nanos) {
    return THOUSANDTHS.stream()
        .map(
            thousandth ->
                switch (thousandth) {
                  case 0 -> nanos.getMinValue() / 1e3;
                  case 1000 -> nanos.getMaxValue() / 1e3;
                  default -> nanos.getValueAtPercentile(thousandth / 10.0) / 1e3;
                })
        .toList();
  }

  /** Draws from them. */
  ServiceTimes service() {
    var kinds = new EnumMap<Kind, ServiceTimes>(Kind.class);
    kinds.put(Kind.POLL, draws(poll));
    kinds.put(Kind.CONDITIONAL_POLL, draws(conditionalPoll));
    Map.of(Kind.LONG_POLL, longPoll, Kind.EVENT_STREAM, event, Kind.WEB_SOCKET, frame)
        .forEach((kind, micros) -> kinds.put(kind, draws(micros).doubled()));
    return new ServiceByKind(draws(polls), kinds);
  }

  private static MeasuredService draws(List<Double> micros) {
    return MeasuredService.of(
        THOUSANDTHS.stream().mapToInt(Integer::intValue).toArray(),
        micros.stream().mapToLong(each -> Math.round(each * 1e3)).toArray());
  }
}
