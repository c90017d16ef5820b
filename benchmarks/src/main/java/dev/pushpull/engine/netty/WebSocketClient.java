package dev.pushpull.engine.netty;

import static java.util.Objects.requireNonNull;

import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.WebSocketKey;
import dev.pushpull.engine.thread.Device;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket (RFC 6455), compressed (RFC 7692) where the protocol says so. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is told by the handlers.
final class WebSocketClient extends StreamClient {

  private static final int NORMAL_CLOSURE = 1000;
  private static final int MAX_MESSAGE = 1 << 20;
  private static final PerMessageDeflateClientExtensionHandshaker DEFLATE =
      new PerMessageDeflateClientExtensionHandshaker(MAX_MESSAGE);

  private final Device.Outgoing outgoing;
  private WebSocketKey key = WebSocketKey.random();
  private @Nullable WebSocketClientExtension extension;
  private @Nullable AnswerHead opened;
  private @Nullable Channel channel;
  private @Nullable CompletableFuture<Void> closing; // this side sent its close frame

  /**
   * @param outgoing told of each connection
   */
  WebSocketClient(NettyDevice device, Device.Outgoing outgoing) {
    super(device);
    this.outgoing = outgoing;
  }

  @Override
  Request request() {
    key = WebSocketKey.random();
    Request upgrade = key.upgrade(feed.webSocket());
    return device.carrier.protocol().deflates()
        ? upgrade.with("Sec-WebSocket-Extensions", DEFLATE.newRequestData().name())
        : upgrade;
  }

  @Override
  int opening() {
    return 101;
  }

  @Override
  void check(AnswerHead head) throws IOException {
    key.check(head);
    opened = head;
    extension = extension(head.header("Sec-WebSocket-Extensions"));
    device.carrier.checkDeflate(extension != null);
  }

  private static @Nullable WebSocketClientExtension extension(@Nullable String agreed)
      throws IOException {
    if (agreed == null) {
      return null;
    }
    List<WebSocketExtensionData> named = WebSocketExtensionUtil.extractExtensions(agreed);
    WebSocketClientExtension known =
        named.size() == 1 ? DEFLATE.handshakeExtension(named.getFirst()) : null;
    if (known == null) {
      throw new IOException("the response uses an extension that was not offered: " + agreed);
    }
    return known;
  }

  @Override
  public void upgraded(Channel channel) {
    if (!isConnected()) {
      return; // It was refused by its head.
    }
    this.channel = channel;
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MAX_MESSAGE)
                .expectMaskedFrames(false)
                .allowExtensions(extension != null)
                .closeOnProtocolViolation(false)
                .build()),
        new WebSocket13FrameEncoder(true));
    if (extension != null) {
      pipeline.addLast(extension.newExtensionDecoder(), extension.newExtensionEncoder());
    }
    pipeline.addLast(new WebSocketFrameAggregator(MAX_MESSAGE), new Frames());
    try {
      feed.opened(
          requireNonNull(opened), (message, binary) -> send(channel, frame(message, binary)));
    } catch (IOException e) {
      lost(e);
      return;
    }
    lookWhetherReady();
    outgoing.changed(text -> send(channel, new TextWebSocketFrame(text)));
    pipeline.remove(H1Connection.class); // which passes on what it has read
  }

  private static WebSocketFrame frame(byte[] message, boolean binary) {
    ByteBuf content = Unpooled.wrappedBuffer(message);
    return binary ? new BinaryWebSocketFrame(content) : new TextWebSocketFrame(content);
  }

  private static boolean send(Channel channel, WebSocketFrame frame) {
    boolean open = channel.isActive();
    if (open) {
      channel.writeAndFlush(frame);
    } else {
      frame.release();
    }
    return open;
  }

  @Override
  void over() {
    channel = null;
    outgoing.changed(null);
  }

  @Override
  void endOpen(CompletableFuture<Void> done) {
    if (channel == null) {
      super.endOpen(done);
      return;
    }
    closing = done;
    channel.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE, ""));
    var limit =
        device.loop.schedule(device::cut, device.order.timeout().toNanos(), TimeUnit.NANOSECONDS);
    channel
        .closeFuture()
        .addListener(
            _ -> {
              limit.cancel(false);
              done.complete(null);
            });
  }

  /** Reads whole messages. One that is lost may say more while the next is being opened. */
  private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
      if (!ctx.channel().equals(channel)) {
        return;
      }
      switch (frame) {
        case TextWebSocketFrame text -> {
          byte[] message = ByteBufUtil.getBytes(text.content());
          read(() -> feed.message(message));
        }
        case BinaryWebSocketFrame binary -> {
          byte[] message = ByteBufUtil.getBytes(binary.content());
          read(() -> feed.binary(message));
        }
        case PingWebSocketFrame ping ->
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        case CloseWebSocketFrame close -> closed(ctx, close);
        default -> {}
      }
    }

    private void closed(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
      if (closing != null) {
        device.close(() -> {});
        return;
      }
      ctx.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE, ""));
      String reason =
          ((close.statusCode() < 0 ? 1005 : close.statusCode()) + " " + close.reasonText()).strip();
      lost(ctx, new IOException("the server closed the WebSocket with " + reason));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      lost(ctx, new IOException("the server closed the connection without a close frame"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      lost(ctx, Failures.of(cause));
      ctx.close();
    }

    private void lost(ChannelHandlerContext ctx, IOException why) {
      if (ctx.channel().equals(channel)) {
        WebSocketClient.this.lost(why);
      }
    }
  }
}
