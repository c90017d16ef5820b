package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedExistsException;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.MalformedBodyException;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.Transport;
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
import java.util.Set;

/** All control requests but the clock; on a worker thread, where they may block. */
final class ControlCalls implements HttpHandler {

  private static final String FEEDS = "/feeds/";
  private static final long MAX_BODY_BYTES = 64L << 20;
  private static final long MAX_DELAY_NANOS = 3_600_000_000_000L;

  private final JsonFactory json = new JsonFactory();
  private final Feeds feeds;
  private final Jobs jobs;
  private final ClaimCalls claim;
  private final CountersJson counters;
  private final Transport transport;
  private final Runnable shutdown;

  ControlCalls(
      Feeds feeds,
      Jobs jobs,
      ClaimCalls claim,
      CountersJson counters,
      Transport transport,
      Runnable shutdown) {
    this.feeds = feeds;
    this.jobs = jobs;
    this.claim = claim;
    this.counters = counters;
    this.transport = transport;
    this.shutdown = shutdown;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    exchange.setMaxEntitySize(MAX_BODY_BYTES);
    exchange.startBlocking();
    try {
      route(exchange);
    } catch (InvalidBodyException e) {
      Problem.send(exchange, 400, String.valueOf(e.getMessage()));
    } catch (FeedExistsException e) {
      Problem.send(exchange, 409, String.valueOf(e.getMessage()));
    } catch (MalformedBodyException e) {
      Problem.send(exchange, 400, String.valueOf(e.getMessage()));
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
    switch (path) {
      case "/feeds" -> {
        if (allows(exchange, "POST")) {
          create(exchange);
        }
      }
      case "/jobs" -> jobs(exchange);
      case "/claim" -> claim(exchange);
      case "/start" -> {
        if (allows(exchange, "POST")) {
          start(exchange);
        }
      }
      case "/quiesce" -> {
        if (allows(exchange, "POST")) {
          Deque<String> prefix = exchange.getQueryParameters().get("prefix");
          long stoppedNanos = feeds.quiesce(prefix == null ? "" : prefix.getFirst());
          answer(exchange, 200, out -> out.writeNumberField("stoppedNanos", stoppedNanos));
        }
      }
      case "/gc" -> {
        if (allows(exchange, "POST")) {
          collectGarbage(exchange);
        }
      }
      case "/shutdown" -> {
        if (allows(exchange, "POST")) {
          exchange.setStatusCode(202);
          exchange.endExchange();
          shutdown.run();
        }
      }
      case "/log" -> {
        if (allows(exchange, "GET")) {
          log(exchange);
        }
      }
      case "/counters" -> {
        if (allows(exchange, "GET")) {
          send(exchange, 200, counters::write);
        }
      }
      case "/transport" -> {
        if (allows(exchange, "GET")) {
          answer(exchange, 200, this::transport);
        }
      }
      default -> feed(exchange, path);
    }
  }

  private void feed(HttpServerExchange exchange, String path) {
    if (!path.startsWith(FEEDS)) {
      Problem.send(exchange, 404, "nothing at " + Problem.shortened(path));
    } else if (allows(exchange, "DELETE")) {
      String name = path.substring(FEEDS.length());
      if (feeds.delete(name)) {
        exchange.setStatusCode(204);
        exchange.endExchange();
      } else {
        Problem.send(exchange, 404, "no feed '" + name + "'");
      }
    }
  }

  private static boolean allows(HttpServerExchange exchange, String method) {
    HttpString came = exchange.getRequestMethod();
    if (came.equalToString(method) || (came.equals(Methods.HEAD) && method.equals("GET"))) {
      return true;
    }
    Problem.methodNotAllowed(exchange, method);
    return false;
  }

  private void claim(HttpServerExchange exchange) throws IOException, InvalidBodyException {
    HttpString method = exchange.getRequestMethod();
    if (method.equals(Methods.PUT)) {
      ClaimCalls.Answer taken = claim.take(exchange.getInputStream());
      if (taken.granted()) {
        answer(exchange, 200, out -> ClaimCalls.write(out, taken.holder()));
      } else {
        Problem.send(exchange, 409, taken.inUse());
      }
    } else if (method.equals(Methods.DELETE)) {
      Deque<String> id = exchange.getQueryParameters().get("id");
      if (id != null && claim.release(id.getFirst())) {
        exchange.setStatusCode(204);
        exchange.endExchange();
      } else {
        Problem.send(exchange, 404, "no claim with this id");
      }
    } else if (method.equals(Methods.GET)) {
      Optional<Claim.Holder> holder = claim.current();
      if (holder.isPresent()) {
        answer(exchange, 200, out -> ClaimCalls.write(out, holder.get()));
      } else {
        Problem.send(exchange, 404, "nobody has claimed the server");
      }
    } else {
      Problem.methodNotAllowed(exchange, "GET, PUT, DELETE");
    }
  }

  private void create(HttpServerExchange exchange)
      throws IOException, InvalidBodyException, FeedExistsException {
    List<FeedSpec> specs = FeedsBody.read(exchange.getInputStream());
    try {
      feeds.create(specs);
    } catch (IllegalArgumentException e) {
      throw new InvalidBodyException(String.valueOf(e.getMessage()));
    }
    answer(exchange, 201, out -> out.writeNumberField("created", specs.size()));
  }

  private void jobs(HttpServerExchange exchange) throws IOException, InvalidBodyException {
    HttpString method = exchange.getRequestMethod();
    if (method.equals(Methods.POST)) {
      jobs.enable(JobsBody.read(exchange.getInputStream()));
      answer(exchange, 200, out -> JobsJson.writeSettings(out, jobs));
    } else if (method.equals(Methods.GET)) {
      send(exchange, 200, out -> JobsJson.write(out, jobs));
    } else {
      Problem.methodNotAllowed(exchange, "GET, POST");
    }
  }

  private void start(HttpServerExchange exchange) throws IOException, InvalidBodyException {
    var body = JsonBody.object(exchange.getInputStream(), Set.of("delayNanos", "skipNanos"));
    long delayNanos = nanos(body, "delayNanos");
    long skipNanos = body.has("skipNanos") ? nanos(body, "skipNanos") : 0;
    long startNanos = feeds.start(delayNanos, skipNanos);
    answer(exchange, 200, out -> out.writeNumberField("startNanos", startNanos));
  }

  private static long nanos(JsonNode body, String key) throws InvalidBodyException {
    long nanos = JsonBody.number("", body, key);
    if (nanos < 0 || nanos > MAX_DELAY_NANOS) {
      throw new InvalidBodyException(
          "%s must be 0 to %d, but is %d".formatted(key, MAX_DELAY_NANOS, nanos));
    }
    return nanos;
  }

  /** For who wants to know how much is live. */
  private void collectGarbage(HttpServerExchange exchange) throws IOException {
    System.gc();
    answer(exchange, 200, CountersJson::writeMemory);
  }

  /** How the data listener is reached, and whom to trust there. */
  private void transport(JsonGenerator out) throws IOException {
    out.writeStringField("protocol", transport.toString());
    if (transport.certificate().isPresent()) {
      out.writeStringField("certificate", transport.certificate().get().pem());
    }
  }

  private void log(HttpServerExchange exchange) throws IOException, InvalidBodyException {
    Deque<String> names = exchange.getQueryParameters().get("feed");
    if (names == null || names.size() != 1) {
      throw new InvalidBodyException("name one feed, such as /log?feed=f0");
    }
    var feed = feeds.find(names.getFirst());
    if (feed.isPresent()) {
      Feed found = feed.get();
      send(exchange, 200, out -> LogJson.write(out, found));
    } else {
      Problem.send(exchange, 404, "no feed '" + names.getFirst() + "'");
    }
  }

  /** Writes what goes into an object, or a whole document. */
  private interface Content {
    void write(JsonGenerator out) throws IOException;
  }

  private void answer(HttpServerExchange exchange, int status, Content members) throws IOException {
    send(
        exchange,
        status,
        out -> {
          out.writeStartObject();
          members.write(out);
          out.writeEndObject();
        });
  }

  private void send(HttpServerExchange exchange, int status, Content document) throws IOException {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    try (JsonGenerator out = json.createGenerator(exchange.getOutputStream())) {
      document.write(out);
    }
    exchange.endExchange();
  }
}
