package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedListener;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * {@code /jobs}, and everything below {@code /feeds/}: finds the feed, and the way to listen that
 * the request's headers ask for. Runs on IO threads and never blocks.
 */
public final class DataHandler implements HttpHandler {

  private static final String FEEDS = "/feeds/";
  private static final String JOBS = "/jobs";

  private final DataContext context;
  private final DocumentHandler documents;
  private final WebSocketHandler webSockets;
  private final PostHandler posts;
  private volatile boolean stopping;

  /** Makes the handlers of each way to listen and to publish. */
  public DataHandler(DataContext context) {
    this.context = context;
    this.documents = new DocumentHandler(context);
    this.webSockets = new WebSocketHandler(context);
    this.posts = new PostHandler(context);
  }

  /** Answers 503 from here on. */
  public void stop() {
    stopping = true;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (stopping) {
      exchange.setPersistent(false);
      throw new ProblemException(503, FeedListener.End.STOPPING.toString());
    }
    String path = exchange.getRelativePath();
    if (path.equals(JOBS)) {
      posts.submit(exchange);
      return;
    }
    Feed feed =
        path.startsWith(FEEDS)
            ? context.feeds().find(path.substring(FEEDS.length())).orElse(null)
            : null;
    if (feed == null) {
      throw new ProblemException(404, "no feed at " + Problem.shortened(path));
    } else if (Answer.isRead(exchange)) {
      listen(exchange, feed);
    } else {
      Answer.checkMethod(exchange, "GET, HEAD, POST");
      posts.publish(exchange, feed);
    }
  }

  private void listen(HttpServerExchange exchange, Feed feed) throws Exception {
    if (feed.kept().isEmpty()) {
      AfterParameter.refuse(exchange);
    }
    if (WebSocketHandler.isUpgrade(exchange)) {
      webSockets.handle(exchange, feed);
      return;
    }
    String accept = ListHeader.joined(exchange.getRequestHeaders(), Headers.ACCEPT);
    switch (Acceptable.of(accept)) {
      case DOCUMENT -> documents.handle(exchange, feed);
      case EVENT_STREAM -> EventStream.answer(context, exchange, feed);
      case NEITHER ->
          throw new ProblemException(
              406,
              "a feed is available as application/json or text/event-stream, but Accept is "
                  + Problem.shortened(String.valueOf(accept)));
    }
  }
}
