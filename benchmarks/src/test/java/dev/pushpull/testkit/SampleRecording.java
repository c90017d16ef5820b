package dev.pushpull.testkit;

import dev.pushpull.record.Recording;
import dev.pushpull.record.Recording.Answers;
import dev.pushpull.record.Recording.Bytes;
import dev.pushpull.record.Recording.Feed;
import dev.pushpull.record.Recording.Push;
import dev.pushpull.record.Recording.Update;
import dev.pushpull.record.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Recordings whose true rates are known. */
public final class SampleRecording {

  private SampleRecording() {}

  private static Tally tally(long value, long count) {
    return new Tally(List.of(value), List.of(count));
  }

  private static Answers answers(String way, int status, long up, long down) {
    return new Answers(way, status, tally(2_000_000, 100), tally(up, 100), tally(down, 100));
  }

  /**
   * A recording of polls and server-sent events.
   *
   * @param cpu of the server, in s
   */
  public static Recording of(
      double seconds, double resolutionMs, @Nullable Double cpu, Feed... feeds) {
    return new Recording(
        1,
        "orders",
        "http://127.0.0.1:1",
        "time",
        "2026-12-01T00:00:00Z",
        seconds,
        true,
        resolutionMs,
        120,
        List.of(feeds),
        List.of(
            answers("poll", 200, 100, 300),
            answers("conditional-poll", 200, 130, 310),
            answers("conditional-poll", 304, 130, 90)),
        List.of(new Push("sse", 50, new Bytes(200, 300), new Bytes(0, 150), new Bytes(0, 1))),
        new Recording.Totals(1_000, 0, 0, 1, 1, 0, 0),
        cpu,
        List.of());
  }

  /** Poisson updates, each known within a width: by the step of a clock, as {@code time} does. */
  public static Feed poisson(String name, long seed, double rate, double seconds, double width) {
    var random = new Random(seed);
    var updates = new ArrayList<Update>();
    double at = -Math.log(1 - random.nextDouble()) / rate;
    for (; at < seconds - width; at += -Math.log(1 - random.nextDouble()) / rate) {
      double from = width == 0 ? at : Math.floor(at / width) * width;
      updates.add(new Update(Math.round(from * 1e9), Math.round((from + width) * 1e9)));
    }
    return new Feed(name, updates);
  }
}
