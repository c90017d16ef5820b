package dev.pushpull.sut.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.schedule.Arrivals;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The body of {@code POST /feeds}. */
final class FeedsBody {

  private static final String TRACE = "trace:";
  private static final String OFFSETS = "traceOffsetsNanos";
  private static final String MAX_AGE = "maxAgeSeconds";
  private static final Set<String> FEED_KEYS =
      Set.of("name", "arrivals", "seed", "payloadBytes", MAX_AGE, OFFSETS);

  private FeedsBody() {}

  static List<FeedSpec> read(InputStream body) throws IOException, InvalidBodyException {
    JsonNode document = JsonBody.object(body, Set.of("feeds"));
    JsonNode feeds = JsonBody.array("", document, "feeds");
    var specs = new ArrayList<FeedSpec>(feeds.size());
    for (int i = 0; i < feeds.size(); i++) {
      specs.add(spec("feeds[" + i + "].", feeds.get(i)));
    }
    return specs;
  }

  private static FeedSpec spec(String path, JsonNode feed) throws InvalidBodyException {
    JsonBody.checkKeys(path.substring(0, path.length() - 1), feed, FEED_KEYS);
    String name = JsonBody.text(path, feed, "name");
    Arrivals arrivals = arrivals(path, feed);
    long seed = JsonBody.number(path, feed, "seed");
    long payloadBytes = JsonBody.number(path, feed, "payloadBytes");
    long maxAgeSeconds = feed.has(MAX_AGE) ? JsonBody.number(path, feed, MAX_AGE) : 0;
    try {
      return new FeedSpec(name, arrivals, seed, bounded(payloadBytes), bounded(maxAgeSeconds));
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(path + e.getMessage());
    }
  }

  /** Out of bounds what was out of bounds. */
  private static int bounded(long number) {
    return Math.clamp(number, -1, Integer.MAX_VALUE);
  }

  /** A trace comes with its instants: the server opens no file that a request names. */
  private static Arrivals arrivals(String path, JsonNode feed) throws InvalidBodyException {
    String text = JsonBody.text(path, feed, "arrivals");
    try {
      if (text.startsWith(TRACE)) {
        return new Arrivals.Trace(
            text.substring(TRACE.length()), JsonBody.numbers(path, feed, OFFSETS));
      }
      if (feed.has(OFFSETS)) {
        throw new InvalidBodyException(path + OFFSETS + " goes with arrivals trace:NAME only");
      }
      return Arrivals.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(path + "arrivals: " + e.getMessage());
    }
  }
}
