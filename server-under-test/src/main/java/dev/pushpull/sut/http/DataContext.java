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
 * @param rateLimiter whether a client may publish now
 * @param updates answers that carry updates
 * @param counts where requests are counted
 * @param loopbackOnly whether the listener is bound to a loopback address
 * @param deflate whether WebSocket messages are compressed for who offers it
 */
record DataContext(
    Feeds feeds,
    Jobs jobs,
    DataLimits limits,
    PublishRateLimiter rateLimiter,
    UpdateAnswers updates,
    ListenerCounts counts,
    boolean loopbackOnly,
    boolean deflate) {

  /** Where messages are counted. */
  Traffic traffic() {
    return updates.traffic();
  }

  /** Whether a request's page, if a page sent it, is this server's. */
  boolean allowsOrigin(HttpServerExchange exchange) {
    return Origins.allowed(exchange, loopbackOnly);
  }
}
