package dev.pushpull.sut.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
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
public final class ServerFixture implements AutoCloseable {

  public static final String PATH = "/feeds/f0";

  public final ServerUnderTest server;
  public final Feed feed;

  public ServerFixture() throws Exception {
    this(ServerConfig.defaults());
  }

  public ServerFixture(ServerConfig config) throws Exception {
    server = ServerUnderTest.start(config);
    feed =
        server
            .feeds()
            .create(List.of(new FeedSpec("f0", new Arrivals.Periodic(1), 1, 16)))
            .getFirst();
  }

  /** Another feed, a log that only clients publish to. */
  public Feed createLog(String name, int retain) throws Exception {
    FeedSpec spec = new FeedSpec(name, new UpdateSource.ClientsOnly(), 1, 16).asLog(retain);
    return server.feeds().create(List.of(spec)).getFirst();
  }

  public RawClient connect() throws IOException {
    return new RawClient(server.port());
  }

  /** The document of the feed's newest update. */
  public String newest() {
    return new String(feed.newest().json().array(), java.nio.charset.StandardCharsets.UTF_8);
  }

  public RawClient.Answer control(String method, String path) throws IOException {
    return control(method, path, "");
  }

  public RawClient.Answer control(String method, String path, String body) throws IOException {
    return new Control(server.controlPort(), server.token()).call(method, path, body);
  }

  public JsonNode json(String method, String path, String body) throws IOException {
    return new Control(server.controlPort(), server.token()).json(method, path, body);
  }

  /** The entries of a feed's publish log. */
  public LogEntries log(String name) throws IOException {
    return feedLog(name).read();
  }

  /** A feed's publish log. */
  public FeedLog feedLog(String name) throws IOException {
    JsonNode told = json("GET", "/log?feed=" + name, "");
    return new JsonMapper().treeToValue(told, FeedLogs.class).feeds().getFirst();
  }

  public JsonNode counters() throws IOException {
    return json("GET", "/counters", "");
  }

  public long counter(String name) throws IOException {
    return counters().get(name).longValue();
  }

  public void awaitCounter(String name, long value) throws Exception {
    Await.until(name + " is " + value, () -> counter(name) == value);
  }

  @Override
  public void close() {
    server.close();
  }
}
