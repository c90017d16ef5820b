package dev.pushpull.sut.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.http.DataContext;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a page asks of the server beside feeds, below {@code /demo/}; JSON, never kept. */
record PageCalls(
    NanoClock clock,
    String protocol,
    Optional<DemoFeeds> feeds,
    DataContext context,
    Visitors visitors) {

  static final String FOLDER = "/demo/";

  private static final String RATE = "rate";
  private static final int LINE_END = 2;
  private static final int COLON_AND_SPACE = 2;

  void handle(HttpServerExchange exchange) throws ProblemException {
    String call = exchange.getRelativePath().substring(FOLDER.length());
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
        String perSecond = PageHandler.parameter(exchange, "perSecond");
        demo.setRate(Rate.parse(perSecond, PageHandler.parameter(exchange, "arrivals")));
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
    json.set("lanes", visitors.lanes(PageHandler.parameter(exchange, "page")));
    json.putObject("server")
        .put("updatesSent", context.traffic().updatesSent().sum())
        .put("parked", context.traffic().parked().get())
        .put("connectionsOpen", context.counts().connectionsOpen().get());
    return json;
  }

  private ObjectNode handshake(HttpServerExchange exchange) throws ProblemException {
    String page = PageHandler.parameter(exchange, "page");
    return visitors
        .handshake(page, PageHandler.parameter(exchange, "lane"))
        .orElseThrow(() -> new ProblemException(404, "no known WebSocket of that page and lane"));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
