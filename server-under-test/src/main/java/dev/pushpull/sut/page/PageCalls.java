package dev.pushpull.sut.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.net.Problem;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a page asks of the server beside feeds, below {@code /demo/}; JSON, never kept. */
final class PageCalls {

  static final String FOLDER = "/demo/";

  private final NanoClock clock;
  private final Optional<DemoFeeds> feeds;
  private final PageFacts facts;
  private final Supplier<ServerTotals> totals;
  private final BooleanSupplier jobs;
  private final Visitors visitors;

  PageCalls(
      NanoClock clock,
      Optional<DemoFeeds> feeds,
      PageFacts facts,
      Supplier<ServerTotals> totals,
      BooleanSupplier jobs,
      Visitors visitors) {
    this.clock = clock;
    this.feeds = feeds;
    this.facts = facts;
    this.totals = totals;
    this.jobs = jobs;
    this.visitors = visitors;
  }

  void handle(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    switch (exchange.getRelativePath().substring(FOLDER.length())) {
      case "clock" -> read(exchange, this::clock);
      case "config" -> read(exchange, () -> config(exchange));
      case "counters" -> read(exchange, () -> counters(exchange));
      case "handshake" -> handshake(exchange);
      case "rate" -> {
        if (method.equals(Methods.POST)) {
          setRate(exchange);
        } else if (isRead(exchange)) {
          rate(exchange);
        } else {
          Problem.methodNotAllowed(exchange, "GET, HEAD, POST");
        }
      }
      default ->
          Problem.send(
              exchange, 404, "nothing at " + Problem.shortened(exchange.getRelativePath()));
    }
  }

  private static void read(HttpServerExchange exchange, Supplier<JsonNode> answer) {
    if (isRead(exchange)) {
      send(exchange, answer.get());
    } else {
      Problem.methodNotAllowed(exchange, "GET, HEAD");
    }
  }

  private static boolean isRead(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    return method.equals(Methods.GET) || method.equals(Methods.HEAD);
  }

  private ObjectNode clock() {
    return object().put("nanoTime", clock.nanoTime());
  }

  /** What the page needs to begin with, and how long its browser's request heads are. */
  private ObjectNode config(HttpServerExchange exchange) {
    ObjectNode json = object();
    ObjectNode names = json.putObject("feeds");
    if (feeds.isPresent()) {
      names.put("value", DemoFeeds.VALUE).put("courier", DemoFeeds.COURIER);
      names.put("chat", DemoFeeds.CHAT);
      json.set("rate", rate(feeds.get().rate()));
    }
    json.put("publishing", facts.publishing());
    json.put("jobs", jobs.getAsBoolean());
    json.put("protocol", facts.protocol());
    json.put("version", PageFiles.version("pushpull"));
    json.put("maxWaitSeconds", facts.maxWaitSeconds());
    return json.put("requestHeadBytes", RequestHead.bytes(exchange));
  }

  private static ObjectNode rate(Rate rate) {
    return object()
        .put("perSecond", rate.perSecond())
        .put("arrivals", rate.gaps().spelled())
        .put("least", Rate.LEAST)
        .put("most", Rate.MOST);
  }

  private void rate(HttpServerExchange exchange) {
    if (feeds.isPresent()) {
      send(exchange, rate(feeds.get().rate()));
    } else {
      Problem.send(exchange, 404, "this server has no demo feeds");
    }
  }

  private void setRate(HttpServerExchange exchange) {
    if (!SamePage.sent(exchange, facts.loopbackOnly())) {
      Problem.send(exchange, 403, "only this server's own page can change the rate");
    } else if (feeds.isPresent()) {
      try {
        feeds
            .get()
            .setRate(
                Rate.parse(
                    PageHandler.parameter(exchange, "perSecond"),
                    PageHandler.parameter(exchange, "arrivals")));
        rate(exchange);
      } catch (IllegalArgumentException e) {
        Problem.send(exchange, 400, String.valueOf(e.getMessage()));
      }
    } else {
      rate(exchange);
    }
  }

  private ObjectNode counters(HttpServerExchange exchange) {
    ServerTotals now = totals.get();
    ObjectNode json = object();
    json.set("lanes", visitors.lanes(PageHandler.parameter(exchange, "page")));
    json.putObject("server")
        .put("updatesSent", now.updatesSent())
        .put("parked", now.parked())
        .put("connectionsOpen", now.connectionsOpen());
    return json;
  }

  private void handshake(HttpServerExchange exchange) {
    Optional<ObjectNode> found =
        visitors.handshake(
            PageHandler.parameter(exchange, "page"), PageHandler.parameter(exchange, "lane"));
    if (found.isPresent()) {
      read(exchange, found::get);
    } else {
      Problem.send(exchange, 404, "no known WebSocket of that page and lane");
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void send(HttpServerExchange exchange, JsonNode json) {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.setResponseContentLength(body.length);
    exchange.getResponseSender().send(ByteBuffer.wrap(body), IoCallback.END_EXCHANGE);
  }
}
