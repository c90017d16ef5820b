package dev.pushpull.sut.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedExistsException;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.MalformedBodyException;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.proc.ProcessFacts;
import dev.pushpull.sut.wire.ClaimOrder;
import dev.pushpull.sut.wire.FeedOrders;
import dev.pushpull.sut.wire.JobOrder;
import dev.pushpull.sut.wire.ListenerFacts;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.Quiesced;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.sut.wire.StartOrder;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All control requests but the clock; on a worker thread, where they may block. */
final class ControlCalls implements HttpHandler {

  private static final String FEEDS = "/feeds/";
  private static final long MAX_BODY_BYTES = 64L << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final Feeds feeds;
  private final Jobs jobs;
  private final Claim claim;
  private final LogReader logs;
  private final Runnable shutdown;
  private final List<Route> routes;

  ControlCalls(
      Feeds feeds,
      Jobs jobs,
      NanoClock clock,
      Supplier<ServerCounters> counters,
      ListenerFacts listener,
      Runnable shutdown) {
    this.feeds = feeds;
    this.jobs = jobs;
    this.claim = new Claim(clock);
    this.logs = new LogReader(clock);
    this.shutdown = shutdown;
    this.routes =
        List.of(
            new Route(Methods.POST, "/feeds", this::create),
            new Route(Methods.DELETE, "/feeds", this::deleteAll),
            new Route(Methods.DELETE, FEEDS, this::delete),
            new Route(Methods.GET, "/jobs", exchange -> send(exchange, 200, jobs.reading())),
            new Route(Methods.POST, "/jobs", this::enableJobs),
            new Route(Methods.GET, "/claim", this::tellClaim),
            new Route(Methods.PUT, "/claim", this::takeClaim),
            new Route(Methods.DELETE, "/claim", this::releaseClaim),
            new Route(Methods.POST, "/start", this::start),
            new Route(Methods.POST, "/quiesce", this::quiesce),
            new Route(Methods.POST, "/gc", ControlCalls::collectGarbage),
            new Route(Methods.POST, "/shutdown", this::shutDown),
            new Route(Methods.GET, "/log", this::log),
            new Route(Methods.GET, "/counters", exchange -> send(exchange, 200, counters.get())),
            new Route(Methods.GET, "/transport", exchange -> send(exchange, 200, listener)));
  }

  /** One method of one path; a path that ends with a slash stands for all below it. */
  private record Route(HttpString method, String path, Call call) {

    boolean takes(HttpString came) {
      return came.equals(method) || (came.equals(Methods.HEAD) && method.equals(Methods.GET));
    }
  }

  private interface Call {
    void answer(HttpServerExchange exchange)
        throws IOException, InvalidBodyException, FeedExistsException, InterruptedException;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    exchange.setMaxEntitySize(MAX_BODY_BYTES);
    exchange.startBlocking();
    try {
      route(exchange);
    } catch (InvalidBodyException | MalformedBodyException e) {
      Problem.send(exchange, 400, String.valueOf(e.getMessage()));
    } catch (FeedExistsException e) {
      Problem.send(exchange, 409, String.valueOf(e.getMessage()));
    } catch (RequestTooBigException e) {
      Problem.send(exchange, 413, "a body must be at most " + MAX_BODY_BYTES + " B");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Problem.send(exchange, 503, "the server is stopping");
    }
  }

  private void route(HttpServerExchange exchange)
      throws IOException, InvalidBodyException, FeedExistsException, InterruptedException {
    String path = exchange.getRelativePath();
    String known = path.startsWith(FEEDS) ? FEEDS : path;
    List<Route> here = routes.stream().filter(route -> route.path().equals(known)).toList();
    if (here.isEmpty()) {
      Problem.send(exchange, 404, "nothing at " + Problem.shortened(path));
      return;
    }
    for (Route route : here) {
      if (route.takes(exchange.getRequestMethod())) {
        route.call().answer(exchange);
        return;
      }
    }
    Problem.methodNotAllowed(
        exchange,
        here.stream().map(route -> route.method().toString()).collect(Collectors.joining(", ")));
  }

  private void create(HttpServerExchange exchange)
      throws IOException, InvalidBodyException, FeedExistsException {
    List<FeedSpec> specs =
        Orders.feeds(JsonBody.read(exchange.getInputStream(), FeedOrders.class).feeds());
    try {
      feeds.create(specs);
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(String.valueOf(e.getMessage()));
    }
    send(exchange, 201, new FeedOrders.Answer(specs.size()));
  }

  private void delete(HttpServerExchange exchange) {
    String name = exchange.getRelativePath().substring(FEEDS.length());
    if (feeds.delete(name)) {
      end(exchange, 204);
    } else {
      Problem.send(exchange, 404, "no feed '" + name + "'");
    }
  }

  private void deleteAll(HttpServerExchange exchange) throws InvalidBodyException {
    String prefix = parameter(exchange, "prefix").orElse("");
    if (prefix.isEmpty()) {
      throw new InvalidBodyException("say how names begin, such as /feeds?prefix=f");
    }
    feeds.named(prefix).forEach(feed -> feeds.delete(feed.spec().name()));
    end(exchange, 204);
  }

  private void enableJobs(HttpServerExchange exchange) throws IOException, InvalidBodyException {
    JobOrder order = JsonBody.read(exchange.getInputStream(), JobOrder.class);
    jobs.enable(Orders.jobs(order));
    send(exchange, 200, order);
  }

  private void tellClaim(HttpServerExchange exchange) throws IOException {
    Optional<Claim.Holder> holder = claim.current();
    if (holder.isPresent()) {
      send(exchange, 200, holder.get().told());
    } else {
      Problem.send(exchange, 404, "nobody has claimed the server");
    }
  }

  private void takeClaim(HttpServerExchange exchange) throws IOException, InvalidBodyException {
    ClaimOrder order = JsonBody.read(exchange.getInputStream(), ClaimOrder.class);
    Claim.Holder holder = claim.take(order.id(), order.who());
    if (holder.id().equals(order.id())) {
      send(exchange, 200, holder.told());
    } else {
      Problem.send(
          exchange,
          409,
          "the server is in use by %s since %s".formatted(holder.who(), holder.since()));
    }
  }

  private void releaseClaim(HttpServerExchange exchange) {
    if (parameter(exchange, "id").filter(claim::release).isPresent()) {
      end(exchange, 204);
    } else {
      Problem.send(exchange, 404, "no claim with this id");
    }
  }

  private void start(HttpServerExchange exchange) throws IOException, InvalidBodyException {
    StartOrder order = JsonBody.read(exchange.getInputStream(), StartOrder.class);
    long startNanos = feeds.start(order.delayNanos(), order.skipNanos());
    send(exchange, 200, new StartOrder.Answer(startNanos));
  }

  private void quiesce(HttpServerExchange exchange) throws IOException, InterruptedException {
    long stoppedNanos = feeds.quiesce(parameter(exchange, "prefix").orElse(""));
    send(exchange, 200, new Quiesced(stoppedNanos));
  }

  /** For who wants to know how much is live. */
  private static void collectGarbage(HttpServerExchange exchange) throws IOException {
    System.gc();
    send(
        exchange,
        200,
        new MemoryReading(ProcessFacts.heapUsedBytes(), ProcessFacts.residentBytes().orElse(0)));
  }

  private void shutDown(HttpServerExchange exchange) {
    end(exchange, 202);
    shutdown.run();
  }

  private void log(HttpServerExchange exchange) throws IOException, InvalidBodyException {
    Optional<String> name = parameter(exchange, "feed");
    Optional<String> prefix = parameter(exchange, "prefix");
    Optional<String> after = parameter(exchange, "after");
    if (name.isPresent() == prefix.isPresent()) {
      throw new InvalidBodyException(
          "name one feed, such as /log?feed=f0, or how names begin, such as /log?prefix=f");
    }
    if (prefix.isPresent()) {
      send(exchange, 200, logs.read(feeds.named(prefix.get()), after));
      return;
    }
    Optional<Feed> feed = name.flatMap(feeds::find);
    if (feed.isPresent()) {
      send(exchange, 200, logs.read(List.of(feed.get()), after));
    } else {
      Problem.send(exchange, 404, "no feed '" + name.orElse("") + "'");
    }
  }

  /** A query parameter; the first, if it is given more than once. */
  private static Optional<String> parameter(HttpServerExchange exchange, String name) {
    return Optional.ofNullable(exchange.getQueryParameters().get(name)).map(Deque::getFirst);
  }

  private static void end(HttpServerExchange exchange, int status) {
    exchange.setStatusCode(status);
    exchange.endExchange();
  }

  private static void send(HttpServerExchange exchange, int status, Object document)
      throws IOException {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    JSON.writeValue(exchange.getOutputStream(), document); // It closes the stream.
    exchange.endExchange();
  }
}
