package dev.pushpull.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.certificate.RunCertificate;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.PinnedTls;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedExistsException;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.feed.Publication;
import dev.pushpull.sut.net.ServerCertificate;
import dev.pushpull.sut.net.Transport;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.Update;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The server under test, embedded, with one feed that only the test publishes to. */
public final class RealServer implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final RunCertificate CERTIFICATE = RunCertificate.make();

  private ServerUnderTest server;
  private Feed feed;
  private @Nullable HttpClient http;

  private final ServerConfig config;
  private final Carrier carrier;

  public RealServer(Protocol protocol) throws IOException, FeedExistsException {
    carrier = carrier(protocol);
    config = ServerConfig.defaults().withTransport(transport(protocol));
    server = ServerUnderTest.start(config);
    feed = createFeed();
  }

  private static Transport transport(Protocol protocol) throws IOException {
    Optional<ServerCertificate> shown =
        protocol.isTls()
            ? Optional.of(
                ServerCertificate.read(
                    new ByteArrayInputStream(CERTIFICATE.serverPem().getBytes(US_ASCII))))
            : Optional.empty();
    String wire = protocol.toString().replace("+deflate", "");
    return new Transport(WireProtocol.parse(wire), protocol.deflates(), shown);
  }

  /** What subscribers of any of them speak. */
  public static Carrier carrier(Protocol protocol) {
    try {
      return new Carrier(
          protocol,
          protocol.isTls()
              ? Optional.of(PinnedTls.of(CERTIFICATE.certificatePem()))
              : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What subscribers of it speak. */
  public Carrier carrier() {
    return carrier;
  }

  /** Creates a log feed that clients publish to; it keeps as many updates. */
  public Room createRoom(String name, int retain) throws FeedExistsException {
    var spec = new FeedSpec(name, new UpdateSource.ClientsOnly(), 1, 64).asLog(retain);
    Feed room = server.feeds().create(List.of(spec)).getFirst();
    return new Room(address().resolve("/feeds/" + name), room);
  }

  /** A log feed, and where it is. */
  public record Room(URI address, Feed feed) {

    /** Publishes as another client would. */
    public void publish(String payload) {
      if (!(feed.publish(payload) instanceof Publication.Published)) {
        throw new AssertionError("refused: " + payload);
      }
    }
  }

  /** Where jobs are taken, and how they went. */
  public Jobs jobs() {
    return server.jobs();
  }

  private Feed createFeed() throws FeedExistsException {
    var spec = new FeedSpec("f", Arrivals.parse("periodic:1/s"), 1, 64);
    return server.feeds().create(List.of(spec)).getFirst();
  }

  /** Closes it and starts another at the same port, whose feed goes on from that version. */
  public void restart(long version) throws IOException, FeedExistsException {
    int port = server.port();
    server.close();
    server = ServerUnderTest.start(Configs.withAddress(config, ServerConfig.LOOPBACK, port));
    feed = createFeed();
    while (feed.newest().version() < version) {
      publish();
    }
  }

  public URI address() {
    return URI.create(carrier.scheme() + "://127.0.0.1:" + server.port() + "/feeds/f");
  }

  public Update publish() {
    return publish("payload " + (feed.newest().version() + 1));
  }

  public Update publish(String payload) {
    return switch (feed.publish(payload)) {
      case Publication.Published(var published) -> published.update();
      case Publication.Refused(var reason) -> throw new AssertionError("refused: " + reason);
    };
  }

  /** Nothing is published from now on, and nobody waits for it any more. */
  public void quiesce() throws InterruptedException {
    server.feeds().quiesce("");
  }

  private HttpClient http() {
    HttpClient made = http == null ? HttpClient.newHttpClient() : http;
    http = made;
    return made;
  }

  public JsonNode counters() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.controlPort() + "/counters"))
            .header("Authorization", "Bearer " + server.token())
            .build();
    String body = http().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(body);
  }

  /** Asks for the counters until something is so. */
  public JsonNode awaitCounters(Predicate<JsonNode> condition)
      throws IOException, InterruptedException, TimeoutException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    JsonNode counters = counters();
    while (!condition.test(counters)) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("the counters stay at " + counters);
      }
      LockSupport.parkNanos(2_000_000);
      counters = counters();
    }
    return counters;
  }

  /** Answers by status, as {@link Recorder#answers} has them. */
  public static Map<Integer, Integer> answers(JsonNode counters) {
    var answers = new TreeMap<Integer, Integer>();
    counters
        .path("requestsByStatus")
        .properties()
        .forEach(entry -> answers.put(Integer.valueOf(entry.getKey()), entry.getValue().asInt()));
    return answers;
  }

  /** What its clients must have counted on their sockets. */
  public static ByteCounts bytes(JsonNode counters) {
    return new ByteCounts(
        counters.path("bytesReceived").longValue(), counters.path("bytesSent").longValue());
  }

  @Override
  public void close() {
    if (http != null) {
      http.close();
    }
    server.close();
  }
}
