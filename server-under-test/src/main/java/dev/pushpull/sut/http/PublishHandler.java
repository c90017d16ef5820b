package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.feed.Publication.Published;
import dev.pushpull.sut.feed.Publication.Reason;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;

/** {@code POST}: publishes the body, UTF-8 text, as a payload. */
final class PublishHandler {

  private static final AttachmentKey<Feed> FEED = AttachmentKey.create(Feed.class);

  private final TextBody body = new TextBody("payload", FeedSpec.MAX_PAYLOAD_BYTES, this::publish);

  private final DataContext context;
  private final Updates updates;
  private final PublishGate gate;

  PublishHandler(DataContext context, PublishGate gate) {
    this.context = context;
    this.updates = new Updates(context.traffic());
    this.gate = gate;
  }

  void handle(HttpServerExchange exchange, Feed feed) throws Exception {
    if (!context.allowsOrigin(exchange)) {
      Problem.send(exchange, 403, "a page of another origin must not publish");
    } else if (!gate.isOpen()) {
      Problem.send(exchange, 403, "this server does not let clients publish");
    } else if (!feed.takesPayloads()) {
      Problem.send(exchange, 403, "clients must not publish to a job's feed");
    } else {
      exchange.putAttachment(FEED, feed);
      body.read(exchange);
    }
  }

  private void publish(HttpServerExchange exchange, String payload) {
    if (!gate.take()) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
      Problem.send(exchange, 429, "too many updates from clients per second; try again in 1 s");
      return;
    }
    switch (exchange.getAttachment(FEED).publish(payload)) {
      case Published(var update) -> updates.created(exchange, update);
      case Refused(var reason) -> refuse(exchange, reason);
    }
  }

  private static void refuse(HttpServerExchange exchange, Reason reason) {
    switch (reason) {
      case CLOSED -> Problem.send(exchange, 404, "the feed was deleted");
      case QUIESCED -> Problem.send(exchange, 503, "publishing is stopped until the next start");
      case LOG_FULL -> Problem.send(exchange, 503, "the publish log is full");
    }
  }
}
