package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedListener;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.feed.Subscription;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** One client's WebSocket. IO thread only. */
final class PushSocket extends PushedStream implements WebSocketCallback<Void> {

  /** RFC 6455's registry of close codes; Undertow does not name it. */
  private static final int TRY_AGAIN_LATER = 1013;

  private static final long HUNG_UP_WITHIN_SECONDS = 2;

  private final DataContext context;
  private final PublishGate gate;
  private final StrictChannel channel;
  private final Feed feed;
  private @Nullable Subscription subscription;
  private XnioExecutor.@Nullable Key ping;
  private long heardNanos = System.nanoTime();
  private boolean ended;

  PushSocket(
      DataContext context, PublishGate gate, StrictChannel channel, Feed feed, long heldVersion) {
    super(feed, context.traffic(), heldVersion);
    this.context = context;
    this.gate = gate;
    this.channel = channel;
    this.feed = feed;
  }

  /** Sends what the client lacks, then what comes. */
  void open() {
    channel.addCloseTask(closed -> leave());
    channel.onOver(this::leave);
    channel.getReceiveSetter().set(new Receiver());
    schedulePing();
    subscription = feed.subscribe(channel.getIoThread(), this);
    onUpdate();
    if (ended) {
      subscription.cancel();
    }
    channel.resumeReceives();
  }

  @Override
  void send(PublishedUpdate update) {
    WebSockets.sendText(update.json(), channel, this);
  }

  /** The frame is with the socket. */
  @Override
  public void complete(WebSocketChannel on, @Nullable Void context) {
    if (!ended) {
      sent();
    }
  }

  @Override
  public void onError(WebSocketChannel on, @Nullable Void context, Throwable failure) {
    leave();
    channel.cut();
  }

  @Override
  void closeBehind(long oldest) {
    close(TRY_AGAIN_LATER, "too far behind: the oldest update kept is " + oldest);
  }

  @Override
  public void onQuiesce() {
    // What is newest is sent or on its way already; the socket stays open.
  }

  @Override
  public void onEnd(FeedListener.End why) {
    close(
        CloseMessage.GOING_AWAY,
        why == End.DELETED ? "the feed was deleted" : "the server is stopping");
  }

  /** Says why; the client should answer, and is hung up on in any case. */
  private void close(int code, String reason) {
    leave();
    if (!channel.isCloseFrameSent()) {
      WebSockets.sendClose(new CloseMessage(code, reason), channel, null);
    }
  }

  /** Listens no longer, and sees to it that the connection ends, whatever the client does. */
  private void leave() {
    if (ended) {
      return;
    }
    ended = true;
    endSending();
    if (subscription != null) {
      subscription.cancel();
    }
    if (ping != null) {
      ping.remove();
    }
    channel.cutAfter(HUNG_UP_WITHIN_SECONDS);
  }

  private void schedulePing() {
    long everyMillis = context.limits().heartbeat().toMillis();
    ping = channel.getIoThread().executeAfter(this::ping, everyMillis, TimeUnit.MILLISECONDS);
  }

  private void ping() {
    if (ended) {
      return;
    }
    schedulePing();
    if (isQuiet()) {
      heardNanos = System.nanoTime(); // Nobody is asked, so nobody need answer.
    } else if (System.nanoTime() - heardNanos > context.limits().webSocketIdle().toNanos()) {
      close(CloseMessage.GOING_AWAY, "idle timeout");
    } else if (takeTransport()) {
      WebSockets.sendPing(ByteBuffer.allocate(0), channel, this);
    }
  }

  private void publish(String payload) {
    if (!gate.isOpen()) {
      close(CloseMessage.MSG_VIOLATES_POLICY, "clients must not publish here");
    } else if (!feed.takesPayloads()) {
      close(CloseMessage.MSG_VIOLATES_POLICY, "clients must not publish to a job's feed");
    } else if (Utf8.length(payload) > FeedSpec.MAX_PAYLOAD_BYTES) {
      close(
          CloseMessage.MSG_TOO_BIG,
          "a payload must be at most " + FeedSpec.MAX_PAYLOAD_BYTES + " B");
    } else if (!gate.take()) {
      close(TRY_AGAIN_LATER, "too many updates from clients per second");
    } else if (feed.publish(payload) instanceof Refused(var reason)) {
      switch (reason) {
        case CLOSED -> close(CloseMessage.GOING_AWAY, "the feed was deleted");
        case QUIESCED -> close(TRY_AGAIN_LATER, "publishing is stopped until the next start");
        case LOG_FULL -> close(TRY_AGAIN_LATER, "the publish log is full");
      }
    }
  }

  /** What the client sends. */
  private final class Receiver extends AbstractReceiveListener {

    @Override
    public void handleEvent(WebSocketChannel on) {
      heardNanos = System.nanoTime();
      super.handleEvent(on);
    }

    @Override
    protected long getMaxTextBufferSize() {
      return FrameHead.MAX_MESSAGE_BYTES;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel on, BufferedTextMessage message) {
      if (!ended) {
        publish(message.getData());
      }
    }

    @Override
    protected void onBinary(WebSocketChannel on, StreamSourceFrameChannel message) {
      close(CloseMessage.WRONG_CODE, "a payload must be a text message");
    }

    /** The client is gone without a word: Undertow calls this for want of a close frame. */
    @Override
    protected void onCloseMessage(CloseMessage message, WebSocketChannel on) {
      leave();
      channel.cut();
    }

    /** Undertow has said why, where there was a reason to; else nobody is there to be told. */
    @Override
    protected void onError(WebSocketChannel on, Throwable failure) {
      leave();
      if (!channel.isCloseFrameSent()) {
        channel.cut();
      }
    }
  }
}
