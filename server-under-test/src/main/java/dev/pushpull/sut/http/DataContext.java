package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.ListenerCounts;
import io.undertow.server.HttpServerExchange;

/**
 * What all that answers on the data listener shares. Safe from any thread.
 *
 * @param feeds all feeds
 * @param jobs that clients submit
 * @param limits what clients are granted
 * @param loopbackOnly whether the listener is bound to a loopback address, so that no other name is
 *     its own
 * @param deflate whether WebSocket messages are compressed for who offers it
 * @param traffic where messages are counted
 * @param counts where the listener counts requests
 * @param rateLimiter whether a client may publish now
 * @param updates answers that carry updates
 */
public record DataContext(
    Feeds feeds,
    Jobs jobs,
    DataLimits limits,
    boolean loopbackOnly,
    boolean deflate,
    Traffic traffic,
    ListenerCounts counts,
    PublishRateLimiter rateLimiter,
    UpdateAnswers updates) {

  /** With nothing counted yet. */
  public DataContext(
      Feeds feeds, Jobs jobs, DataLimits limits, boolean loopbackOnly, boolean deflate) {
    var traffic = new Traffic();
    var limiter = new PublishRateLimiter(limits, System::nanoTime);
    var updates = new UpdateAnswers(traffic);
    var counts = new ListenerCounts();
    this(feeds, jobs, limits, loopbackOnly, deflate, traffic, counts, limiter, updates);
  }

  /** Whether a request's page, if a page sent it, is this server's. */
  public boolean allowsOrigin(HttpServerExchange exchange) {
    return Origins.allowed(exchange, loopbackOnly);
  }
}
