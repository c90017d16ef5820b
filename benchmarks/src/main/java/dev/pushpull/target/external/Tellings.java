package dev.pushpull.target.external;

import dev.pushpull.truth.Told;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/** What updates told besides their versions, by feed and version. Safe from any thread. */
public final class Tellings implements Consumer<Sight> {

  private final List<List<Told>> feeds;
  private final List<Map<Long, Long>> numbers;

  /** Nothing is known yet. */
  public Tellings(int feeds) {
    this.feeds = IntStream.range(0, feeds).<List<Told>>mapToObj(_ -> new ArrayList<>()).toList();
    this.numbers =
        IntStream.range(0, feeds)
            .<Map<Long, Long>>mapToObj(_ -> new ConcurrentHashMap<>())
            .toList();
  }

  /** The first sight of a version tells what is known of it. */
  @Override
  public void accept(Sight sight) {
    whole(sight.version())
        .ifPresent(number -> numbers.get(sight.feed()).putIfAbsent(sight.id(), number));
    List<Told> feed = feeds.get(sight.feed());
    int index = Math.toIntExact(sight.id() - 1);
    synchronized (feed) {
      while (feed.size() <= index) {
        feed.add(Told.NOTHING);
      }
      if (feed.get(index).equals(Told.NOTHING)) {
        OptionalLong stamp = sight.stamp().map(Tellings::whole).orElse(OptionalLong.empty());
        feed.set(index, new Told(stamp, sight.timeNanos()));
      }
    }
  }

  /** A server may write a whole number as 12.0. */
  private static OptionalLong whole(String text) {
    try {
      return OptionalLong.of(new BigDecimal(text).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The versions of a feed as whole numbers; one that is none stands for itself. */
  public LongUnaryOperator numbers(int feed) {
    Map<Long, Long> known = numbers.get(feed);
    return version -> known.getOrDefault(version, version);
  }

  /** Of a feed, that of version 1 first. */
  public List<Told> of(int feed) {
    List<Told> known = feeds.get(feed);
    synchronized (known) {
      return List.copyOf(known);
    }
  }
}
