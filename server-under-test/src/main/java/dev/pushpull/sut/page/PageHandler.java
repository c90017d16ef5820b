package dev.pushpull.sut.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.http.DataContext;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Stands before the feeds' handler: serves the page and what it asks for beside feeds, and counts
 * what a page's lanes ask the feeds for, by the {@code page} and {@code lane} of the query. Runs on
 * IO threads and never blocks.
 */
public final class PageHandler implements HttpHandler {

  private static final String CALLS = "/demo/";
  private static final String RATE = "rate";
  private static final int LINE_END = 2;
  private static final int COLON_AND_SPACE = 2;

  private final HttpHandler next;
  private final NanoClock clock;
  private final String protocol;
  private final Optional<DemoFeeds> feeds;
  private final DataContext context;
  private final PageFiles files = new PageFiles();
  private final Visitors visitors = new Visitors();

  /**
   * Reads the page's files.
   *
   * @param next answers what is not the page's
   * @param protocol what the data listener speaks, as it is spelled for {@code --protocol}
   * @param feeds what the page shows; empty for a page that brings its client code only
   * @param context what it shares with {@code next}
   */
  public PageHandler(
      HttpHandler next,
      NanoClock clock,
      String protocol,
      Optional<DemoFeeds> feeds,
      DataContext context) {
    this.next = next;
    this.clock = clock;
    this.protocol = protocol;
    this.feeds = feeds;
    this.context = context;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String path = exchange.getRelativePath();
    if (files.isOurs(path)) {
      files.handle(exchange);
    } else if (path.startsWith(CALLS)) {
      call(exchange);
    } else {
      count(exchange);
      next.handleRequest(exchange);
    }
  }

  private void count(HttpServerExchange exchange) {
    String lane = parameter(exchange, "lane");
    if (!lane.isEmpty()) {
      visitors
          .lane(parameter(exchange, "page"), lane, clock.nanoTime())
          .ifPresent(count -> count.begin(exchange));
    }
  }

  /** The first value of a query's parameter; empty if there is none. */
  private static String parameter(HttpServerExchange exchange, String name) {
    Map<String, Deque<String>> query = exchange.getQueryParameters();
    Deque<String> values = query.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }

  /** Answers a request of a page beside feeds, below {@code /demo/}; JSON, never kept. */
  private void call(HttpServerExchange exchange) throws ProblemException {
    String call = exchange.getRelativePath().substring(CALLS.length());
    ObjectNode answer =
        switch (call) {
          case "clock" -> object().put("nanoTime", clock.nanoTime());
          case "config" -> config(exchange);
          case "counters" -> counters(exchange);
          case "handshake" -> handshake(exchange);
          case RATE -> rate(exchange);
          default ->
              throw new ProblemException(
                  404, "nothing at " + Problem.shortened(exchange.getRelativePath()));
        };
    if (!call.equals(RATE)) {
      Answer.checkMethod(exchange, "GET, HEAD");
    }
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    ByteBuffer document = ByteBuffer.wrap(answer.toString().getBytes(StandardCharsets.UTF_8));
    Answer.send(exchange, Answer.JSON, document, IoCallback.END_EXCHANGE);
  }

  /** What the page needs to begin with, and how long its browser's request heads are. */
  private ObjectNode config(HttpServerExchange exchange) {
    ObjectNode json = object();
    ObjectNode names = json.putObject("feeds");
    if (feeds.isPresent()) {
      names.put("value", DemoFeeds.VALUE).put("courier", DemoFeeds.COURIER);
      names.put("chat", DemoFeeds.CHAT);
      json.set(RATE, rate(feeds.get().rate()));
    }
    return json.put("publishing", context.limits().clientsMayPublish())
        .put("jobs", context.jobs().spec().isPresent())
        .put("protocol", protocol)
        .put("version", PageFiles.version("pushpull"))
        .put("maxWaitSeconds", context.limits().maxWait().toSeconds())
        .put("requestHeadBytes", headBytes(exchange));
  }

  /** Of the request's line and headers as HTTP/1.1 writes them, the empty line included. */
  private static long headBytes(HttpServerExchange exchange) {
    long bytes = LaneCount.requestLine(exchange).length() + 2L * LINE_END;
    for (HeaderValues values : exchange.getRequestHeaders()) {
      for (String value : values) {
        bytes += values.getHeaderName().length() + COLON_AND_SPACE + value.length() + LINE_END;
      }
    }
    return bytes;
  }

  private static ObjectNode rate(Rate rate) {
    return object()
        .put("perSecond", rate.perSecond())
        .put("arrivals", rate.gaps().toString())
        .put("least", Rate.MIN)
        .put("most", Rate.MAX);
  }

  /** Reads how often the feed changes, or sets it. */
  private ObjectNode rate(HttpServerExchange exchange) throws ProblemException {
    boolean set = exchange.getRequestMethod().equals(Methods.POST);
    Answer.checkMethod(exchange, "GET, HEAD, POST");
    ProblemException.check(
        !set || isOwnPage(exchange), 403, "only this server's own page can change the rate");
    DemoFeeds demo =
        feeds.orElseThrow(() -> new ProblemException(404, "this server has no demo feeds"));
    if (set) {
      try {
        String perSecond = parameter(exchange, "perSecond");
        demo.setRate(Rate.parse(perSecond, parameter(exchange, "arrivals")));
      } catch (IllegalArgumentException e) {
        throw new ProblemException(400, String.valueOf(e.getMessage()));
      }
    }
    return rate(demo.rate());
  }

  /** Stricter than {@link DataContext#allowsOrigin}: there must be an {@code Origin}. */
  private boolean isOwnPage(HttpServerExchange exchange) {
    return exchange.getRequestHeaders().contains(Headers.ORIGIN) && context.allowsOrigin(exchange);
  }

  private ObjectNode counters(HttpServerExchange exchange) {
    ObjectNode json = object();
    json.set("lanes", visitors.lanes(parameter(exchange, "page")));
    json.putObject("server")
        .put("updatesSent", context.traffic().updatesSent().sum())
        .put("parked", context.traffic().parked().get())
        .put("connectionsOpen", context.counts().connectionsOpen().get());
    return json;
  }

  private ObjectNode handshake(HttpServerExchange exchange) throws ProblemException {
    String page = parameter(exchange, "page");
    return visitors
        .handshake(page, parameter(exchange, "lane"))
        .orElseThrow(() -> new ProblemException(404, "no known WebSocket of that page and lane"));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
