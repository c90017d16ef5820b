package dev.pushpull.sut.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedExistsException;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.MalformedBodyException;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import dev.pushpull.sut.proc.HostIdentity;
import dev.pushpull.sut.proc.ProcessFacts;
import dev.pushpull.sut.wire.ClaimRequest;
import dev.pushpull.sut.wire.ClockReading;
import dev.pushpull.sut.wire.FeedLog;
import dev.pushpull.sut.wire.FeedLogs;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.FeedSpecs;
import dev.pushpull.sut.wire.JobsSpec;
import dev.pushpull.sut.wire.ListenerFacts;
import dev.pushpull.sut.wire.LogEntries;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.Quiesced;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.sut.wire.StartRequest;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The control listener's handler: lets in who knows the token, answers the clock at once and all
 * else on a worker thread, where a request may block.
 */
public final class ControlHandler implements HttpHandler {

  private static final String SCHEME = "Bearer ";
  private static final String FEEDS = "/feeds/";
  private static final String SHUTDOWN = "/shutdown";
  private static final long MAX_BODY_BYTES = 64L << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final HostIdentity host = HostIdentity.read();
  private final byte[] token;
  private final Feeds feeds;
  private final Jobs jobs;
  private final NanoClock clock;
  private final int dataPort;
  private final Runnable shutdown;
  private final Claim claim;
  private final List<Route> routes;

  /**
   * Makes it.
   *
   * @param token that each request must bear
   * @param counters reads what the server counted
   * @param dataPort where subscribers connect
   * @param listener how they do
   * @param shutdown begins a graceful stop and returns at once
   */
  public ControlHandler(
      String token,
      Feeds feeds,
      Jobs jobs,
      NanoClock clock,
      Supplier<ServerCounters> counters,
      int dataPort,
      ListenerFacts listener,
      Runnable shutdown) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.feeds = feeds;
    this.jobs = jobs;
    this.clock = clock;
    this.dataPort = dataPort;
    this.shutdown = shutdown;
    this.claim = new Claim(clock);
    this.routes =
        List.of(
            new Route(Methods.POST, "/feeds", 201, this::create),
            new Route(Methods.DELETE, "/feeds", 204, this::deleteAll),
            new Route(Methods.DELETE, FEEDS, 204, this::delete),
            new Route(Methods.GET, "/jobs", 200, _ -> jobs.reading()),
            new Route(Methods.POST, "/jobs", 200, this::enableJobs),
            new Route(Methods.GET, "/claim", 200, _ -> readClaim()),
            new Route(Methods.PUT, "/claim", 200, this::takeClaim),
            new Route(Methods.DELETE, "/claim", 204, this::releaseClaim),
            new Route(Methods.POST, "/start", 200, this::start),
            new Route(Methods.POST, "/quiesce", 200, this::quiesce),
            new Route(Methods.POST, "/gc", 200, _ -> collectGarbage()),
            new Route(Methods.POST, SHUTDOWN, 202, _ -> null),
            new Route(Methods.GET, "/log", 200, this::log),
            new Route(Methods.GET, "/counters", 200, _ -> counters.get()),
            new Route(Methods.GET, "/transport", 200, _ -> listener));
  }

  /**
   * One method of one path; a path that ends with a slash stands for all below it.
   *
   * @param status of an answer that is no problem
   */
  private record Route(HttpString method, String path, int status, Call call) {

    boolean takes(HttpServerExchange exchange) {
      return exchange.getRequestMethod().equals(method)
          || (method.equals(Methods.GET) && Answer.isHead(exchange));
    }
  }

  private interface Call {
    /** Does what is asked; the document that tells of it, null for none. */
    @Nullable Object answer(HttpServerExchange exchange)
        throws IOException, ProblemException, InterruptedException;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException, ProblemException {
    if (!knowsToken(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
      throw new ProblemException(
          new Problem(401, "requests here require 'Authorization: Bearer TOKEN'")
              .with(Headers.WWW_AUTHENTICATE, "Bearer"));
    }
    if (exchange.getRelativePath().equals("/clock")) {
      answerClock(exchange);
    } else {
      exchange.dispatch(this::call);
    }
  }

  /** In a time that does not tell how much of the token is right. */
  private boolean knowsToken(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            token,
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }

  /** {@code GET /clock}: the clock is read last of all before the answer goes. */
  private void answerClock(HttpServerExchange exchange) throws IOException, ProblemException {
    Answer.checkMethod(exchange, "GET");
    var reading =
        new ClockReading(
            clock.nanoTime(),
            host.bootId(),
            host.timeNamespace(),
            ProcessHandle.current().pid(),
            dataPort);
    ByteBuffer document = ByteBuffer.wrap(JSON.writeValueAsBytes(reading));
    Answer.send(exchange, Answer.JSON, document, IoCallback.END_EXCHANGE);
  }

  private void call(HttpServerExchange exchange) throws IOException {
    exchange.setMaxEntitySize(MAX_BODY_BYTES);
    exchange.startBlocking();
    try {
      answer(exchange, route(exchange));
    } catch (ProblemException e) {
      e.problem().send(exchange);
    } catch (MalformedBodyException e) {
      Problem.send(exchange, 400, String.valueOf(e.getMessage()));
    } catch (RequestTooBigException e) {
      Problem.send(exchange, 413, "a body must be at most " + MAX_BODY_BYTES + " B");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Problem.send(exchange, 503, "the server is stopping");
    }
  }

  private Route route(HttpServerExchange exchange) throws ProblemException {
    String path = exchange.getRelativePath();
    String known = path.startsWith(FEEDS) ? FEEDS : path;
    List<Route> here = routes.stream().filter(route -> route.path().equals(known)).toList();
    if (here.isEmpty()) {
      throw new ProblemException(404, "nothing at " + Problem.shortened(path));
    }
    String allowed =
        here.stream().map(route -> route.method().toString()).collect(Collectors.joining(", "));
    return here.stream()
        .filter(route -> route.takes(exchange))
        .findFirst()
        .orElseThrow(() -> new ProblemException(Problem.methodNotAllowed(allowed)));
  }

  private void answer(HttpServerExchange exchange, Route route)
      throws IOException, ProblemException, InterruptedException {
    Object document = route.call().answer(exchange);
    exchange.setStatusCode(route.status());
    if (document != null) {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Answer.JSON);
      JSON.writeValue(exchange.getOutputStream(), document); // It closes the stream.
    }
    exchange.endExchange();
    if (route.path().equals(SHUTDOWN)) {
      shutdown.run();
    }
  }

  private FeedSpecs.Answer create(HttpServerExchange exchange)
      throws IOException, ProblemException {
    List<FeedSpec> specs = JsonBody.read(exchange.getInputStream(), FeedSpecs.class).feeds();
    try {
      feeds.create(specs);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, String.valueOf(e.getMessage()));
    } catch (FeedExistsException e) {
      throw new ProblemException(409, String.valueOf(e.getMessage()));
    }
    return new FeedSpecs.Answer(specs.size());
  }

  private @Nullable Object delete(HttpServerExchange exchange) throws ProblemException {
    String name = exchange.getRelativePath().substring(FEEDS.length());
    ProblemException.check(feeds.delete(name), 404, "no feed '" + name + "'");
    return null;
  }

  private @Nullable Object deleteAll(HttpServerExchange exchange) throws ProblemException {
    String prefix = parameter(exchange, "prefix").orElse("");
    ProblemException.check(!prefix.isEmpty(), 400, "say how names begin, such as /feeds?prefix=f");
    feeds.named(prefix).forEach(feed -> feeds.delete(feed.spec().name()));
    return null;
  }

  private JobsSpec enableJobs(HttpServerExchange exchange) throws IOException, ProblemException {
    JobsSpec order = JsonBody.read(exchange.getInputStream(), JobsSpec.class);
    jobs.enable(order);
    return order;
  }

  private ClaimRequest.Holder readClaim() throws ProblemException {
    return claim
        .current()
        .orElseThrow(() -> new ProblemException(404, "nobody has claimed the server"))
        .answer();
  }

  private ClaimRequest.Holder takeClaim(HttpServerExchange exchange)
      throws IOException, ProblemException {
    ClaimRequest order = JsonBody.read(exchange.getInputStream(), ClaimRequest.class);
    Claim.Holder holder = claim.take(order.id(), order.who());
    ProblemException.check(
        holder.id().equals(order.id()),
        409,
        "the server is in use by %s since %s".formatted(holder.who(), holder.since()));
    return holder.answer();
  }

  private @Nullable Object releaseClaim(HttpServerExchange exchange) throws ProblemException {
    ProblemException.check(
        parameter(exchange, "id").filter(claim::release).isPresent(), 404, "no claim with this id");
    return null;
  }

  private StartRequest.Answer start(HttpServerExchange exchange)
      throws IOException, ProblemException {
    StartRequest order = JsonBody.read(exchange.getInputStream(), StartRequest.class);
    return new StartRequest.Answer(feeds.start(order.delayNanos(), order.skipNanos()));
  }

  private Quiesced quiesce(HttpServerExchange exchange) throws InterruptedException {
    return new Quiesced(feeds.quiesce(parameter(exchange, "prefix").orElse("")));
  }

  /** For who wants to know how much is live. */
  private static MemoryReading collectGarbage() {
    System.gc();
    return new MemoryReading(ProcessFacts.heapUsedBytes(), ProcessFacts.residentBytes().orElse(0));
  }

  private FeedLogs log(HttpServerExchange exchange) throws ProblemException {
    Optional<String> name = parameter(exchange, "feed");
    Optional<String> prefix = parameter(exchange, "prefix");
    ProblemException.check(
        name.isPresent() != prefix.isPresent(),
        400,
        "name one feed, such as /log?feed=f0, or how names begin, such as /log?prefix=f");
    List<Feed> asked =
        prefix.map(feeds::named).orElseGet(() -> name.flatMap(feeds::find).stream().toList());
    ProblemException.check(
        prefix.isPresent() || !asked.isEmpty(), 404, "no feed '" + name.orElse("") + "'");
    return read(asked, parameter(exchange, "after"));
  }

  /**
   * Reads what feeds published after an instant, up to now.
   *
   * <p>Why nothing is missed, and nothing told twice: an update is stamped and entered inside its
   * feed's critical section, and a log is looked at inside it too. So whatever was stamped before
   * the reading began is in the log by the time that this looks, and what came later is left to the
   * next.
   *
   * @param after the end of an earlier reading; empty for all
   */
  private FeedLogs read(List<Feed> asked, Optional<String> after) throws ProblemException {
    Optional<Long> from;
    try {
      from = after.map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          400, "after must be a whole number, but is '" + after.orElse("") + "'");
    }
    long untilNanos = clock.nanoTime();
    var slices = new ArrayList<FeedLog>();
    for (Feed feed : asked) {
      LogEntries log = feed.log();
      int first = from.isPresent() ? log.sizeAt(from.get()) : 0;
      int end = log.sizeAt(untilNanos);
      boolean full = feed.isLogFull();
      if (end > first || full) {
        byte[] entries = log.slice(first, Math.max(first, end));
        slices.add(new FeedLog(feed.spec().name(), full, first + 1, entries));
      }
    }
    return new FeedLogs(untilNanos, List.copyOf(slices));
  }

  /** A query parameter; the first, if it is given more than once. */
  private static Optional<String> parameter(HttpServerExchange exchange, String name) {
    return Optional.ofNullable(exchange.getQueryParameters().get(name)).map(Deque::getFirst);
  }
}
