package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.ListenerCounts;
import io.undertow.server.HttpServerExchange;

/**
 * What every way of listening shares.
 *
 * @param feeds all feeds
 * @param jobs that clients submit
 * @param limits what clients are granted
 * @param traffic where messages are counted
 * @param counts where requests are counted
 * @param loopbackOnly whether the listener is bound to a loopback address
 */
record DataContext(
    Feeds feeds,
    Jobs jobs,
    DataLimits limits,
    Traffic traffic,
    ListenerCounts counts,
    boolean loopbackOnly) {

  /** Whether a request's page, if a page sent it, is this server's. */
  boolean allowsOrigin(HttpServerExchange exchange) {
    return Origins.allowed(exchange, loopbackOnly);
  }
}
