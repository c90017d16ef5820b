package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSinkChannel;

/**
 * {@code GET} with {@code Accept: text/event-stream}: one client's stream of server-sent events. IO
 * thread only.
 */
final class EventStream extends PushedStream {

  private static final HttpString LAST_EVENT_ID = HttpString.tryFromString("Last-Event-ID");
  private static final ByteBuffer COMMENT =
      ByteBuffer.wrap(":\n\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  private final HttpServerExchange exchange;
  private final StreamSinkChannel sink;
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private boolean headSent;

  private EventStream(
      DataContext context, HttpServerExchange exchange, Feed feed, long heldVersion) {
    super(context, feed, heldVersion);
    this.exchange = exchange;
    this.sink = exchange.getResponseChannel();
  }

  /** Answers a request with a stream. */
  static void answer(DataContext context, HttpServerExchange exchange, Feed feed)
      throws ProblemException {
    long heldVersion = heldVersion(exchange, feed);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    if (Answer.isHead(exchange)) {
      exchange.getResponseChannel(); // Without it a length of 0 would be told.
      exchange.endExchange();
      return;
    }
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () -> new EventStream(context, exchange, feed, heldVersion).open());
  }

  private static long heldVersion(HttpServerExchange exchange, Feed feed) throws ProblemException {
    String header = ListHeader.single(exchange.getRequestHeaders(), LAST_EVENT_ID);
    String lastId = header == null ? "" : header.strip();
    if (feed.kept().isEmpty()) {
      long newest = feed.newest().version();
      return lastId.equals(Long.toString(newest)) ? newest : 0;
    }
    // A page's EventSource comes again to the address that it came to first: its ?after= is old.
    return lastId.isEmpty()
        ? AfterParameter.ofQuery(exchange, feed).orElse(FROM_NEWEST)
        : AfterParameter.checked(LAST_EVENT_ID.toString(), lastId, feed);
  }

  /** Sends the head, then what the client lacks, then what comes. */
  private void open() {
    ChannelListener<StreamSinkChannel> takesMore = _ -> flush();
    sink.getWriteSetter().set(takesMore);
    watch(exchange);
    keepAlive(exchange.getIoThread());
    subscribe(exchange.getIoThread());
    onUpdate();
    if (!headSent) {
      sendComment(); // The client holds the newest update: the head alone shows it an open stream.
    }
  }

  @Override
  void send(PublishedUpdate update) {
    unsent = update.event();
    flush();
  }

  @Override
  void heartbeat() {
    if (!feed.isQuiet()) {
      sendComment();
    }
  }

  private void sendComment() {
    if (takeTransport()) {
      unsent = COMMENT.duplicate();
      flush();
    }
  }

  /** The client comes again and says by {@code Last-Event-ID} where it was. */
  @Override
  void closeBehind(long oldest) {
    if (unsent.hasRemaining()) {
      abandon(exchange); // An event is half sent, and its rest might never be read.
    } else {
      end();
    }
  }

  @Override
  public void onEnd(End why) {
    end();
  }

  private void end() {
    if (leave()) {
      exchange.setPersistent(false);
      exchange.endExchange();
    }
  }

  private void flush() {
    if (isGone()) {
      return;
    }
    try {
      while (unsent.hasRemaining()) {
        if (sink.write(unsent) == 0) {
          sink.resumeWrites();
          return;
        }
      }
      if (!sink.flush()) {
        sink.resumeWrites();
        return;
      }
    } catch (IOException e) {
      abandon(exchange);
      return;
    }
    sink.suspendWrites();
    if (!headSent) {
      headSent = true;
      context.counts().answeredNow(exchange);
    }
    sent();
  }
}
