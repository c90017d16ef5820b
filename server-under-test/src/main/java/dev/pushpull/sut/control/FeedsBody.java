package dev.pushpull.sut.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedKind;
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
  private static final String KIND = "kind";
  private static final String RETAIN = "retain";
  private static final Set<String> FEED_KEYS =
      Set.of("name", "arrivals", "seed", "payloadBytes", MAX_AGE, OFFSETS, KIND, RETAIN);

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
    UpdateSource arrivals = arrivals(path, feed);
    long seed = JsonBody.number(path, feed, "seed");
    long payloadBytes = JsonBody.number(path, feed, "payloadBytes");
    long maxAgeSeconds = feed.has(MAX_AGE) ? JsonBody.number(path, feed, MAX_AGE) : 0;
    FeedKind kind = kind(path, feed);
    long retain = retain(path, feed, kind);
    try {
      return new FeedSpec(
          name,
          arrivals,
          seed,
          JsonBody.bounded(payloadBytes),
          JsonBody.bounded(maxAgeSeconds),
          kind,
          JsonBody.bounded(retain));
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(path + e.getMessage());
    }
  }

  private static FeedKind kind(String path, JsonNode feed) throws InvalidBodyException {
    if (!feed.has(KIND)) {
      return FeedKind.VALUE;
    }
    try {
      return FeedKind.parse(JsonBody.text(path, feed, KIND));
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(path + e.getMessage());
    }
  }

  private static long retain(String path, JsonNode feed, FeedKind kind)
      throws InvalidBodyException {
    if (feed.has(RETAIN)) {
      return JsonBody.number(path, feed, RETAIN);
    }
    return kind == FeedKind.LOG ? FeedSpec.DEFAULT_RETAIN : 1;
  }

  /** A trace comes with its instants: the server opens no file that a request names. */
  private static UpdateSource arrivals(String path, JsonNode feed) throws InvalidBodyException {
    String text = JsonBody.text(path, feed, "arrivals");
    try {
      if (text.startsWith(TRACE)) {
        return new Arrivals.Trace(
            text.substring(TRACE.length()), JsonBody.numbers(path, feed, OFFSETS));
      }
      if (feed.has(OFFSETS)) {
        throw new InvalidBodyException(path + OFFSETS + " requires arrivals trace:NAME");
      }
      return UpdateSource.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(path + "arrivals: " + e.getMessage());
    }
  }
}
