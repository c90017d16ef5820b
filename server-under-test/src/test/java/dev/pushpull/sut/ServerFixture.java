package dev.pushpull.sut;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedLog;
import dev.pushpull.sut.wire.FeedLogs;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.LogEntries;
import java.io.IOException;
import java.util.List;

/** A server with one feed, {@code f0}, that changes when the test says so. */
final class ServerFixture implements AutoCloseable {

  static final String PATH = "/feeds/f0";

  final ServerUnderTest server;
  final Feed feed;

  ServerFixture() throws Exception {
    this(ServerConfig.defaults());
  }

  ServerFixture(ServerConfig config) throws Exception {
    server = ServerUnderTest.start(config);
    feed =
        server
            .feeds()
            .create(List.of(new FeedSpec("f0", new Arrivals.Periodic(1), 1, 16)))
            .getFirst();
  }

  /** Another feed, a log that only clients publish to. */
  Feed createLog(String name, int retain) throws Exception {
    FeedSpec spec = new FeedSpec(name, new UpdateSource.ClientsOnly(), 1, 16).asLog(retain);
    return server.feeds().create(List.of(spec)).getFirst();
  }

  RawClient connect() throws IOException {
    return new RawClient(server.port());
  }

  /** The document of the feed's newest update. */
  String newest() {
    return new String(feed.newest().json().array(), java.nio.charset.StandardCharsets.UTF_8);
  }

  RawClient.Answer control(String method, String path) throws IOException {
    return control(method, path, "");
  }

  RawClient.Answer control(String method, String path, String body) throws IOException {
    return new Control(server.controlPort(), server.token()).call(method, path, body);
  }

  JsonNode json(String method, String path, String body) throws IOException {
    return new Control(server.controlPort(), server.token()).json(method, path, body);
  }

  /** The entries of a feed's publish log. */
  LogEntries log(String name) throws IOException {
    return feedLog(name).read();
  }

  /** A feed's publish log. */
  FeedLog feedLog(String name) throws IOException {
    JsonNode told = json("GET", "/log?feed=" + name, "");
    return new JsonMapper().treeToValue(told, FeedLogs.class).feeds().getFirst();
  }

  JsonNode counters() throws IOException {
    return json("GET", "/counters", "");
  }

  long counter(String name) throws IOException {
    return counters().get(name).longValue();
  }

  void awaitCounter(String name, long value) throws Exception {
    Await.until(name + " is " + value, () -> counter(name) == value);
  }

  @Override
  public void close() {
    server.close();
  }
}
