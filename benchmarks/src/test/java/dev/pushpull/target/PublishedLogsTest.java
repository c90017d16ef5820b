package dev.pushpull.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.LogEntries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PublishedLogsTest {

  private static final int MANY = 10_000;
  private static final int SINGLE = 200;

  @AutoClose private final ServerUnderTest server;
  @AutoClose private final ControlClient control;
  private final PublishedLogs logs;

  PublishedLogsTest() throws Exception {
    server = ServerUnderTest.start(ServerConfig.defaults());
    control =
        new ControlClient(new ServerAddress("127.0.0.1", server.controlPort(), server.token()));
    logs = new PublishedLogs(control, "feed-");
  }

  private List<Feed> create(int count, UpdateSource arrivals) throws Exception {
    return server
        .feeds()
        .create(
            IntStream.range(0, count)
                .mapToObj(i -> new FeedSpec("feed-" + i, arrivals, i, 16))
                .toList());
  }

  /** What was told, by feed: instants and checksum of each version. */
  private Map<String, List<List<Long>>> read() throws Exception {
    var told = new HashMap<String, List<List<Long>>>();
    logs.readNew(
        (feed, at, due, checksum) ->
            told.computeIfAbsent(feed, _ -> new ArrayList<>()).add(List.of(at, due, checksum)));
    return told;
  }

  @Test
  void tellsOnlyWhatIsNewOfTheFeedsWhoseNamesBeginSo() throws Exception {
    List<Feed> feeds = create(3, new UpdateSource.ClientsOnly());
    server.feeds().create(List.of(new FeedSpec("other", new UpdateSource.ClientsOnly(), 1, 16)));
    feeds.get(1).publish("a");
    assertThat(read()).containsOnlyKeys("feed-0", "feed-1", "feed-2");
    assertThat(read()).isEmpty();
    feeds.get(1).publish("b", 7);
    feeds.get(1).publish("c", 8);
    LogEntries log = feeds.get(1).log();
    assertThat(read())
        .isEqualTo(
            Map.of(
                "feed-1",
                List.of(
                    List.of(log.publishedAtNanos(2), 7L, log.payloadChecksum(2)),
                    List.of(log.publishedAtNanos(3), 8L, log.payloadChecksum(3)))));
  }

  @Test
  void missesNothingAndTellsNothingTwiceWhileFeedsPublish() throws Exception {
    List<Feed> feeds = create(20, new Arrivals.Poisson(500));
    var told = new HashMap<String, List<Long>>();
    server.feeds().start(0, 0);
    for (int i = 0; i < 200; i++) {
      read().forEach((feed, entries) -> add(told, feed, entries));
    }
    server.feeds().quiesce("");
    read().forEach((feed, entries) -> add(told, feed, entries));
    for (Feed feed : feeds) {
      LogEntries log = feed.log();
      assertThat(told.get(feed.spec().name()))
          .isEqualTo(IntStream.range(0, log.size()).mapToObj(log::publishedAtNanos).toList());
    }
    assertThat(server.feeds().published()).isGreaterThan(100);
  }

  private static void add(Map<String, List<Long>> told, String feed, List<List<Long>> entries) {
    List<Long> instants = told.computeIfAbsent(feed, _ -> new ArrayList<>());
    entries.forEach(entry -> instants.add(entry.getFirst()));
  }

  @Test
  void aFullLogIsAnError() throws Exception {
    ServerConfig config = Configs.withMaxLogEntries(ServerConfig.defaults(), 1);
    try (ServerUnderTest small = ServerUnderTest.start(config);
        var its =
            new ControlClient(new ServerAddress("127.0.0.1", small.controlPort(), small.token()))) {
      var read = new PublishedLogs(its, "feed-");
      small.feeds().create(List.of(new FeedSpec("feed-0", new UpdateSource.ClientsOnly(), 0, 16)));
      Feed feed = small.feeds().find("feed-0").orElseThrow();
      feed.publish("a");
      read.readNew((_, _, _, _) -> {});
      feed.publish("b");
      assertThatThrownBy(() -> read.readNew((_, _, _, _) -> {}))
          .isInstanceOf(ControlException.class)
          .hasMessage("the server's publish log is full: feed feed-0 stopped publishing");
    }
  }

  @Test
  void aGapIsAnError() throws Exception {
    create(1, new UpdateSource.ClientsOnly()).getFirst().publish("a");
    assertThat(read().get("feed-0")).hasSize(2);
    server.feeds().delete("feed-0");
    create(1, new UpdateSource.ClientsOnly());
    assertThatThrownBy(this::read)
        .isInstanceOf(ControlException.class)
        .hasMessage("the log of feed-0 is missing version 3");
  }

  /** A window of ten seconds with an update a second for each of ten thousand feeds. */
  @Test
  void readsManyFeedsAtOnceFarFasterThanOneByOne() throws Exception {
    List<Feed> feeds = create(MANY, new UpdateSource.ClientsOnly());
    long firstNanos = nanos(() -> assertThat(read()).hasSize(MANY));
    for (int i = 0; i < 10; i++) {
      feeds.forEach(feed -> feed.publish("0123456789abcdef"));
    }
    long windowNanos = nanos(() -> assertThat(read()).hasSize(MANY));
    long nothingNanos = nanos(() -> assertThat(read()).isEmpty());
    long singleNanos =
        nanos(
            () -> {
              for (int feed = 0; feed < SINGLE; feed++) {
                control.log("feed-" + feed);
              }
            });
    System.out.printf(
        "%,d feeds: first reading %d ms, a window's 100,000 entries %d ms, nothing new %d ms; one"
            + " by one %d ms%n",
        MANY,
        firstNanos / 1_000_000,
        windowNanos / 1_000_000,
        nothingNanos / 1_000_000,
        singleNanos / 1_000_000 * (MANY / SINGLE));
    assertThat(windowNanos).isLessThan(singleNanos * (MANY / SINGLE) / 4);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static long nanos(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }
}
