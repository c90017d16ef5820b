package dev.pushpull.launch;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.proc.HostIdentity;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.FeedKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the server's control listener. Calls block, honour interruption and throw {@link
 * ControlException} with the call and what came instead. Safe from any thread.
 */
public final class ControlClient implements AutoCloseable {

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String CLAIM = "/claim";
  private static final int CONFLICT = 409;

  /** Of the log of a long run; what sends more is no server of ours. */
  private static final long MOST_BYTES = 1L << 30;

  private final ServerAddress address;
  private final Duration timeout;
  private final HttpClient http;

  /** Makes a client; connects at the first call. */
  public ControlClient(ServerAddress address) {
    this(address, TIMEOUT);
  }

  /** The same with another patience for each call. */
  ControlClient(ServerAddress address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  /** The server's clock, and which host and process it is. */
  public record ClockReading(long nanoTime, HostIdentity host, long pid, int dataPort) {}

  /** Reads the server's clock. */
  public ClockReading clock() throws IOException, InterruptedException {
    JsonNode json = call("GET", "/clock", null, 200);
    return new ClockReading(
        json.path("nanoTime").longValue(),
        new HostIdentity(json.path("bootId").asText(), json.path("timeNamespace").asText()),
        json.path("pid").longValue(),
        json.path("dataPort").intValue());
  }

  /**
   * How a server's data listener is reached.
   *
   * @param protocol as it is spelled for {@code --protocol}
   * @param certificatePem what it shows; empty if it has no TLS
   */
  public record Listener(String protocol, String certificatePem) {}

  /** Reads how the data listener is reached. */
  public Listener listener() throws IOException, InterruptedException {
    JsonNode json = call("GET", "/transport", null, 200);
    return new Listener(json.path("protocol").asText(), json.path("certificate").asText());
  }

  /** Creates feeds that hold version 1 and rest until {@link #start}. */
  public void createFeeds(List<FeedOrder> orders) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    var feeds = body.putArray("feeds");
    for (FeedOrder order : orders) {
      ObjectNode feed =
          feeds
              .addObject()
              .put("name", order.name())
              .put("arrivals", order.arrivals().toString())
              .put("seed", order.seed())
              .put("payloadBytes", order.payloadBytes());
      if (order.maxAgeSeconds() > 0) {
        feed.put("maxAgeSeconds", order.maxAgeSeconds());
      }
      if (order.kind() == FeedKind.LOG) {
        feed.put("kind", order.kind().toString()).put("retain", order.retain());
      }
      if (order.arrivals() instanceof Arrivals.Trace trace) {
        var offsets = feed.putArray("traceOffsetsNanos");
        trace.offsetsNanos().forEach(offsets::add);
      }
    }
    call("POST", "/feeds", body, 201);
  }

  /**
   * Starts the arrivals of all feeds that rest.
   *
   * @param delayNanos how long from now
   * @param skipNanos this much of every arrival process lies in the past: its instants before that
   *     make no update
   * @return the start on the server's clock: an arrival at offset o is due at start + o − skip
   */
  public long start(long delayNanos, long skipNanos) throws IOException, InterruptedException {
    ObjectNode body =
        JSON.createObjectNode().put("delayNanos", delayNanos).put("skipNanos", skipNanos);
    return call("POST", "/start", body, 200).path("startNanos").longValue();
  }

  /**
   * Stops the arrivals of feeds and answers their parked long polls; nothing is published there
   * after this returns.
   *
   * @param prefix of their names
   */
  public void quiesce(String prefix) throws IOException, InterruptedException {
    call("POST", "/quiesce?prefix=" + prefix, null, 200);
  }

  /** Removes a feed and closes those who listen to it. */
  public void deleteFeed(String name) throws IOException, InterruptedException {
    call("DELETE", "/feeds/" + name, null, 204);
  }

  /** All that a feed published so far. */
  public FeedLog log(String feed) throws IOException, InterruptedException {
    JsonNode json = call("GET", "/log?feed=" + feed, null, 200);
    if (json.path("full").booleanValue()) {
      throw new ControlException(
          "the server's publish log is full: feed " + feed + " stopped publishing", null);
    }
    JsonNode versions = json.path("versions");
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).longValue() != i + 1) {
        throw new ControlException("the log of " + feed + " is missing version " + (i + 1), null);
      }
    }
    return new FeedLog(
        longs(json, "publishedAtNanos"),
        longs(json, "dueAtNanos"),
        longs(json, "payloadChecksums"));
  }

  /** Lets clients submit jobs from here on; those under way go on as they were. */
  public void enableJobs(JobOrder order) throws IOException, InterruptedException {
    ObjectNode body =
        JSON.createObjectNode()
            .put("service", order.service().toString())
            .put("failurePercent", order.failurePercent())
            .put("maxLive", order.maxLive())
            .put("seed", order.seed())
            .put("keepSeconds", order.keepSeconds());
    call("POST", "/jobs", body, 200);
  }

  /** Job status: delay and cost so far. */
  public JobsReading jobs() throws IOException, InterruptedException {
    return JSON.treeToValue(call("GET", "/jobs", null, 200), JobsReading.class);
  }

  /** The server's totals. */
  public ServerCounters counters() throws IOException, InterruptedException {
    return JSON.treeToValue(call("GET", "/counters", null, 200), ServerCounters.class);
  }

  /** How many long polls had to wait since the server's start, those that wait now among them. */
  public long everParked() throws IOException, InterruptedException {
    return call("GET", "/counters", null, 200).path("everParked").longValue();
  }

  /** How many long polls wait at the server now. */
  public long parkedLongPolls() throws IOException, InterruptedException {
    return call("GET", "/counters", null, 200).path("parked").longValue();
  }

  /** Collects garbage, then reads the memory in use. */
  public MemoryReading collectGarbage() throws IOException, InterruptedException {
    return JSON.treeToValue(call("POST", "/gc", null, 200), MemoryReading.class);
  }

  /**
   * Claims the server for one run, or renews the claim.
   *
   * @param id of the run
   * @param who for people to read
   * @throws ServerInUseException if another run has it
   */
  void claim(String id, String who) throws IOException, InterruptedException {
    call("PUT", CLAIM, JSON.createObjectNode().put("id", id).put("who", who), 200);
  }

  /** Releases a claim. */
  void release(String id) throws IOException, InterruptedException {
    call("DELETE", CLAIM + "?id=" + id, null, 204);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static long[] longs(JsonNode json, String name) {
    JsonNode array = json.path(name);
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).longValue();
    }
    return values;
  }

  private JsonNode call(String method, String path, @Nullable JsonNode body, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://" + address.host() + ":" + address.controlPort() + path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + address.token())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<byte[]> response = answer(request);
    if (path.equals(CLAIM) && response.statusCode() == CONFLICT) {
      throw new ServerInUseException(
          JSON.readTree(response.body()).path("detail").asText()
              + "; wait until that run has finished, or use another server");
    }
    if (response.statusCode() != expected) {
      String came = new String(response.body(), StandardCharsets.UTF_8);
      throw new ControlException(
          "%s %s of the server's control at %s: expected status %d, but got %d: %s"
              .formatted(
                  method, path, address, expected, response.statusCode(), Printable.brief(came)),
          null,
          response.statusCode());
    }
    return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
  }

  /** The client's own time-out ends with the answer's head, so all of it is waited for here. */
  private HttpResponse<byte[]> answer(HttpRequest request)
      throws ControlException, InterruptedException {
    var asked =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(request, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw failed(request, e);
    } catch (InterruptedException e) {
      asked.cancel(true);
      throw e;
    }
  }

  private ControlException failed(HttpRequest request, Throwable why) {
    return new ControlException(
        "%s %s of the server's control at %s failed: %s"
            .formatted(request.method(), request.uri().getPath(), address, Reason.of(why)),
        why);
  }
}
