package dev.pushpull.target;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.wire.ClaimRequest;
import dev.pushpull.sut.wire.ClockReading;
import dev.pushpull.sut.wire.FeedLog;
import dev.pushpull.sut.wire.FeedLogs;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.FeedSpecs;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.JobsSpec;
import dev.pushpull.sut.wire.ListenerFacts;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.sut.wire.StartRequest;
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
import java.util.OptionalLong;
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
  private static final long MAX_BYTES = 1L << 30;

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

  /** Reads the server's clock. */
  public ClockReading clock() throws IOException, InterruptedException {
    return call("GET", "/clock", null, 200, ClockReading.class);
  }

  /** Reads how the data listener is reached. */
  public ListenerFacts listener() throws IOException, InterruptedException {
    return call("GET", "/transport", null, 200, ListenerFacts.class);
  }

  /** Creates feeds that hold version 1 and rest until {@link #start}. */
  public void createFeeds(List<FeedSpec> orders) throws IOException, InterruptedException {
    call("POST", "/feeds", new FeedSpecs(orders), 201);
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
    var order = new StartRequest(delayNanos, skipNanos);
    return call("POST", "/start", order, 200, StartRequest.Answer.class).startNanos();
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

  /** The same of all feeds whose names begin so. */
  public void deleteFeeds(String prefix) throws IOException, InterruptedException {
    call("DELETE", "/feeds?prefix=" + prefix, null, 204);
  }

  /** All that a feed published so far; {@link PublishedLogs} reads many. */
  public FeedLog log(String feed) throws IOException, InterruptedException {
    return call("GET", "/log?feed=" + feed, null, 200, FeedLogs.class).feeds().getFirst();
  }

  /**
   * What feeds published after an earlier reading.
   *
   * @param prefix of their names
   * @param after {@code untilNanos} of that reading; empty for all
   */
  public FeedLogs logs(String prefix, OptionalLong after) throws IOException, InterruptedException {
    String since = after.isPresent() ? "&after=" + after.getAsLong() : "";
    return call("GET", "/log?prefix=" + prefix + since, null, 200, FeedLogs.class);
  }

  /** Lets clients submit jobs from here on; those under way go on as they were. */
  public void enableJobs(JobsSpec order) throws IOException, InterruptedException {
    call("POST", "/jobs", order, 200);
  }

  /** Job status: delay and cost so far. */
  public JobsReading jobs() throws IOException, InterruptedException {
    return call("GET", "/jobs", null, 200, JobsReading.class);
  }

  /** The server's totals. */
  public ServerCounters counters() throws IOException, InterruptedException {
    return call("GET", "/counters", null, 200, ServerCounters.class);
  }

  /** Collects garbage, then reads the memory in use. */
  public MemoryReading collectGarbage() throws IOException, InterruptedException {
    return call("POST", "/gc", null, 200, MemoryReading.class);
  }

  /**
   * Claims the server for one run, or renews the claim.
   *
   * @param id of the run
   * @param who for people to read
   * @throws ServerInUseException if another run has it
   */
  void claim(String id, String who) throws IOException, InterruptedException {
    call("PUT", CLAIM, new ClaimRequest(id, who), 200);
  }

  /** Releases a claim. */
  void release(String id) throws IOException, InterruptedException {
    call("DELETE", CLAIM + "?id=" + id, null, 204);
  }

  /** A call whose failure is of no use to anyone. */
  interface Attempt {
    void make() throws IOException, InterruptedException;
  }

  /** Makes a call, whether it fails or not; an interrupt is kept. */
  static void attempt(Attempt call) {
    try {
      call.make();
    } catch (IOException e) {
      // As said.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private <T> T call(String method, String path, @Nullable Object body, int expected, Class<T> type)
      throws IOException, InterruptedException {
    return JSON.readValue(call(method, path, body, expected), type);
  }

  private byte[] call(String method, String path, @Nullable Object body, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://" + address.host() + ":" + address.controlPort() + path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + address.token())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
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
    return response.body();
  }

  /** The client's own time-out ends with the answer's head, so all of it is waited for here. */
  private HttpResponse<byte[]> answer(HttpRequest request)
      throws ControlException, InterruptedException {
    var asked =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
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
