package dev.pushpull.sut.page;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.http.DataContext;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Stands before the feeds' handler: serves the page and what it asks for beside feeds, and counts
 * what a page's lanes ask the feeds for, by the {@code page} and {@code lane} of the query. Runs on
 * IO threads and never blocks.
 */
public final class PageHandler implements HttpHandler {

  private final HttpHandler next;
  private final NanoClock clock;
  private final PageFiles files = new PageFiles();
  private final Visitors visitors = new Visitors();
  private final PageCalls calls;

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
    this.calls = new PageCalls(clock, protocol, feeds, context, visitors);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String path = exchange.getRelativePath();
    if (files.isOurs(path)) {
      files.handle(exchange);
    } else if (path.startsWith(PageCalls.FOLDER)) {
      calls.handle(exchange);
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
  static String parameter(HttpServerExchange exchange, String name) {
    Map<String, Deque<String>> query = exchange.getQueryParameters();
    Deque<String> values = query.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }
}
