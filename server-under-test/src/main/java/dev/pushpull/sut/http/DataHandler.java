package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.ListenerCounts;
import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Optional;

/**
 * {@code /jobs}, and everything below {@code /feeds/}: finds the feed, and the way to listen that
 * the request's headers ask for. Runs on IO threads and never blocks.
 */
public final class DataHandler implements HttpHandler {

  private static final String FEEDS = "/feeds/";
  private static final String JOBS = "/jobs";
  private static final String METHODS = "GET, HEAD, POST";

  private final DataContext context;
  private final DocumentHandler documents;
  private final EventStreamHandler eventStreams;
  private final WebSocketHandler webSockets;
  private final PublishHandler publishing;
  private final JobsHandler jobs;
  private volatile boolean stopping;

  /**
   * Makes the handlers.
   *
   * @param counts of the listener that this will be the handler of
   * @param loopbackOnly whether that one is bound to a loopback address
   * @param deflate whether WebSocket messages are compressed for who offers it
   */
  public DataHandler(
      Feeds feeds,
      Jobs jobs,
      DataLimits limits,
      Traffic traffic,
      ListenerCounts counts,
      boolean loopbackOnly,
      boolean deflate) {
    this.context = new DataContext(feeds, jobs, limits, traffic, counts, loopbackOnly);
    var gate = new PublishGate(limits, System::nanoTime);
    this.documents = new DocumentHandler(context);
    this.eventStreams = new EventStreamHandler(context);
    this.webSockets = new WebSocketHandler(context, gate, deflate);
    this.publishing = new PublishHandler(context, gate);
    this.jobs = new JobsHandler(context, gate);
  }

  /** Answers 503 from here on. */
  public void stop() {
    stopping = true;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (stopping) {
      exchange.setPersistent(false);
      Problem.send(exchange, 503, "the server is stopping");
      return;
    }
    String path = exchange.getRelativePath();
    if (path.equals(JOBS)) {
      jobs.handle(exchange);
      return;
    }
    Optional<Feed> feed =
        path.startsWith(FEEDS)
            ? context.feeds().find(path.substring(FEEDS.length()))
            : Optional.empty();
    if (feed.isPresent()) {
      route(exchange, feed.get());
    } else {
      Problem.send(exchange, 404, "no feed at " + Problem.shortened(path));
    }
  }

  private void route(HttpServerExchange exchange, Feed feed) throws Exception {
    HttpString method = exchange.getRequestMethod();
    try {
      if (method.equals(Methods.GET) || method.equals(Methods.HEAD)) {
        listen(exchange, feed);
      } else if (method.equals(Methods.POST)) {
        publishing.handle(exchange, feed);
      } else {
        Problem.methodNotAllowed(exchange, METHODS);
      }
    } catch (BadRequestException e) {
      Problem.send(exchange, 400, String.valueOf(e.getMessage()));
    } catch (TooOldException e) {
      e.answer(exchange);
    }
  }

  private void listen(HttpServerExchange exchange, Feed feed) throws Exception {
    if (feed.kept().isEmpty()) {
      After.refuse(exchange);
    }
    if (WebSocketHandler.isUpgrade(exchange)) {
      webSockets.handle(exchange, feed);
      return;
    }
    String accept = ListHeader.joined(exchange.getRequestHeaders(), Headers.ACCEPT);
    switch (Acceptable.of(accept)) {
      case DOCUMENT -> documents.handle(exchange, feed);
      case EVENT_STREAM -> eventStreams.handle(exchange, feed);
      case NEITHER ->
          Problem.send(
              exchange,
              406,
              "a feed is available as application/json or text/event-stream, but Accept is "
                  + Problem.shortened(String.valueOf(accept)));
    }
  }
}
