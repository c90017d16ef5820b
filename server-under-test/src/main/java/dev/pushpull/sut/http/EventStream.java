package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.feed.Subscription;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/** One client's stream of server-sent events. IO thread only. */
final class EventStream extends PushedStream implements ChannelListener<StreamSinkChannel> {

  private static final ByteBuffer COMMENT =
      ByteBuffer.wrap(":\n\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  private final DataContext context;
  private final HttpServerExchange exchange;
  private final Feed feed;
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private @Nullable StreamSinkChannel sink;
  private @Nullable Subscription subscription;
  private XnioExecutor.@Nullable Key heartbeat;
  private @Nullable HangUpWatch hangUp;
  private boolean ended;
  private boolean headSent;

  EventStream(DataContext context, HttpServerExchange exchange, Feed feed, long heldVersion) {
    super(feed, context.traffic(), heldVersion);
    this.context = context;
    this.exchange = exchange;
    this.feed = feed;
  }

  /** Sends the head, then what the client lacks, then what comes. */
  void open() {
    StreamSinkChannel channel = exchange.getResponseChannel();
    sink = channel;
    channel.getWriteSetter().set(this);
    hangUp = HangUpWatch.begin(exchange, context.counts(), this::abandon);
    scheduleHeartbeat();
    subscription = feed.subscribe(exchange.getIoThread(), this);
    onUpdate();
    sendHead();
    if (ended) {
      subscription.cancel();
    }
  }

  /** A client that holds the newest update learns by the head that the stream is open. */
  private void sendHead() {
    if (!headSent && !ended && takeTransport()) {
      write(COMMENT.duplicate());
    }
  }

  @Override
  void send(PublishedUpdate update) {
    write(update.event());
  }

  /** The client comes again and says by {@code Last-Event-ID} where it was. */
  @Override
  void closeBehind(long oldest) {
    if (unsent.hasRemaining()) {
      abandon(); // An event is half sent, and its rest might never be read.
    } else {
      end();
    }
  }

  @Override
  public void onQuiesce() {
    // What is newest is sent or on its way already; the stream stays open.
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

  /** The socket takes more. */
  @Override
  public void handleEvent(StreamSinkChannel channel) {
    flush();
  }

  private void write(ByteBuffer message) {
    unsent = message;
    flush();
  }

  private void flush() {
    StreamSinkChannel channel = sink;
    if (channel == null || ended) {
      return;
    }
    try {
      while (unsent.hasRemaining()) {
        if (channel.write(unsent) == 0) {
          channel.resumeWrites();
          return;
        }
      }
      if (!channel.flush()) {
        channel.resumeWrites();
        return;
      }
    } catch (IOException e) {
      abandon();
      return;
    }
    channel.suspendWrites();
    countHead();
    sent();
  }

  private void countHead() {
    if (!headSent) {
      headSent = true;
      context.counts().answeredNow(exchange);
    }
  }

  private void scheduleHeartbeat() {
    heartbeat =
        exchange
            .getIoThread()
            .executeAfter(
                this::heartbeat, context.limits().heartbeat().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void heartbeat() {
    if (!ended) {
      scheduleHeartbeat();
      if (!isQuiet() && takeTransport()) {
        write(COMMENT.duplicate());
      }
    }
  }

  private void abandon() {
    if (leave()) {
      IoUtils.safeClose(exchange.getConnection());
      exchange.endExchange();
    }
  }

  private boolean leave() {
    if (ended) {
      return false;
    }
    ended = true;
    endSending();
    if (subscription != null) {
      subscription.cancel();
    }
    if (heartbeat != null) {
      heartbeat.remove();
    }
    if (hangUp != null) {
      hangUp.end();
    }
    return true;
  }
}
