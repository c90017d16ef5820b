package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** From which version on a client wants to read a log feed. */
final class AfterParameter {

  private static final String KEY = "after";
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

  private AfterParameter() {}

  /** {@code ?after=}, checked; empty if the request has none. */
  static OptionalLong ofQuery(HttpServerExchange exchange, Feed feed) throws ProblemException {
    Deque<String> values = exchange.getQueryParameters().get(KEY);
    if (values == null) {
      return OptionalLong.empty();
    }
    if (values.size() > 1) {
      throw new ProblemException(
          400, KEY + " must be given once, but is given " + values.size() + " times");
    }
    return OptionalLong.of(checked(KEY, values.getFirst(), feed));
  }

  /**
   * The version that a text names, which the client holds and all before it.
   *
   * @param key where the text comes from
   * @throws ProblemException 400 if it is no version of the feed's, 410 if what follows it is kept
   *     no longer
   */
  static long checked(String key, String text, Feed feed) throws ProblemException {
    long newest = feed.newest().version();
    long version = VERSION.matcher(text).matches() ? Long.parseLong(text) : Long.MAX_VALUE;
    if (version > newest) {
      throw new ProblemException(
          400,
          "%s must be a version from 0 to %d (the newest), but is '%s'"
              .formatted(key, newest, Problem.shortened(text)));
    }
    long oldest = feed.kept().orElseThrow().oldest();
    if (version + 1 < oldest) {
      throw new ProblemException(tooOld(version, oldest));
    }
    return version;
  }

  /**
   * 410: a client wants to read on where the log feed keeps nothing any more. Not to be stored,
   * since time makes it another.
   *
   * @param after the version that it holds
   * @param oldest the oldest version that is kept
   */
  static Problem tooOld(long after, long oldest) {
    String detail =
        "the updates after version %d are no longer kept; the oldest kept is %d"
            .formatted(after, oldest);
    return new Problem(
        410, detail, Map.of("oldest", oldest), Map.of(Headers.CACHE_CONTROL, "no-store"));
  }

  /** For a feed that keeps no log. */
  static void refuse(HttpServerExchange exchange) throws ProblemException {
    if (exchange.getQueryParameters().containsKey(KEY)) {
      throw new ProblemException(
          400, "?after= is supported only by log feeds, and this feed keeps no log");
    }
  }
}
