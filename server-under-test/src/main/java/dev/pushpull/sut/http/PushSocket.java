package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.Publication.Reason;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.wire.FeedSpec;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client's WebSocket. IO thread only. */
final class PushSocket extends PushedStream implements WebSocketCallback<Void> {

  /** RFC 6455's registry of close codes; Undertow does not name it. */
  private static final int TRY_AGAIN_LATER = 1013;

  private static final long HUNG_UP_WITHIN_SECONDS = 2;

  private final StrictChannel channel;
  private long lastReceivedNanos = System.nanoTime();

  PushSocket(DataContext context, StrictChannel channel, Feed feed, long heldVersion) {
    super(context, feed, heldVersion);
    this.channel = channel;
  }

  /** Sends what the client lacks, then what comes. */
  void open() {
    channel.addCloseTask(_ -> leave());
    channel.onOver(this::leave);
    channel.getReceiveSetter().set(new Receiver());
    keepAlive(channel.getIoThread());
    subscribe(channel.getIoThread());
    onUpdate();
    channel.resumeReceives();
  }

  @Override
  void send(PublishedUpdate update) {
    WebSockets.sendText(update.json(), channel, this);
  }

  /** The frame is with the socket. */
  @Override
  public void complete(WebSocketChannel on, @Nullable Void nothing) {
    sent();
  }

  @Override
  public void onError(WebSocketChannel on, @Nullable Void nothing, Throwable failure) {
    leave();
    channel.cut();
  }

  @Override
  void closeBehind(long oldest) {
    close(TRY_AGAIN_LATER, "too far behind: the oldest update kept is " + oldest);
  }

  @Override
  public void onEnd(End why) {
    close(CloseMessage.GOING_AWAY, why.toString());
  }

  /** Says why; the client should answer, and is hung up on in any case. */
  private void close(int code, String reason) {
    leave();
    if (!channel.isCloseFrameSent()) {
      WebSockets.sendClose(new CloseMessage(code, reason), channel, null);
    }
  }

  /** Listens no longer, and sees to it that the connection ends, whatever the client does. */
  @Override
  boolean leave() {
    boolean first = super.leave();
    if (first) {
      channel.cutAfter(HUNG_UP_WITHIN_SECONDS);
    }
    return first;
  }

  @Override
  void heartbeat() {
    if (feed.isQuiet()) {
      lastReceivedNanos = System.nanoTime(); // Nobody is asked, so nobody need answer.
    } else if (System.nanoTime() - lastReceivedNanos > context.limits().webSocketIdle().toNanos()) {
      close(CloseMessage.GOING_AWAY, "idle timeout");
    } else if (takeTransport()) {
      WebSockets.sendPing(ByteBuffer.allocate(0), channel, this);
    }
  }

  private void publish(String payload) {
    if (!context.limits().clientsMayPublish()) {
      close(CloseMessage.MSG_VIOLATES_POLICY, "clients must not publish here");
    } else if (!feed.takesPayloads()) {
      close(CloseMessage.MSG_VIOLATES_POLICY, "clients must not publish to a job's feed");
    } else if (payload.getBytes(StandardCharsets.UTF_8).length > FeedSpec.MAX_PAYLOAD_BYTES) {
      close(
          CloseMessage.MSG_TOO_BIG,
          "a payload must be at most " + FeedSpec.MAX_PAYLOAD_BYTES + " B");
    } else if (!context.rateLimiter().tryAcquire()) {
      close(TRY_AGAIN_LATER, "too many updates from clients per second");
    } else if (feed.publish(payload) instanceof Refused(var reason)) {
      close(reason == Reason.CLOSED ? CloseMessage.GOING_AWAY : TRY_AGAIN_LATER, reason.toString());
    }
  }

  /** What the client sends. */
  private final class Receiver extends AbstractReceiveListener {

    @Override
    public void handleEvent(WebSocketChannel on) {
      lastReceivedNanos = System.nanoTime();
      super.handleEvent(on);
    }

    @Override
    protected long getMaxTextBufferSize() {
      return FrameHead.MAX_MESSAGE_BYTES;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel on, BufferedTextMessage message) {
      if (!isGone()) {
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
