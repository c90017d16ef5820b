package dev.pushpull.engine.netty;

import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.Request;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP/2 (RFC 9113): each request a stream; one at a time, as over HTTP/1.1. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is told by the handlers.
final class H2Connection extends ChannelInboundHandlerAdapter implements Connection {

  /** As OkHttp has it. */
  private static final int WINDOW = 16 * 1024 * 1024;

  private @Nullable ChannelHandlerContext context;
  private @Nullable Stream stream;
  private boolean last; // the server takes no further request

  /** Adds what it is made of. */
  void addTo(ChannelPipeline pipeline) {
    pipeline.addLast(
        Http2FrameCodecBuilder.forClient()
            .initialSettings(Http2Settings.defaultSettings().initialWindowSize(WINDOW))
            .build(),
        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
        this);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public boolean isReady() {
    return !last && stream == null && context != null && context.channel().isActive();
  }

  @Override
  public void send(Request request, Incoming to) {
    if (context == null) {
      throw new IllegalStateException("not connected yet");
    }
    var next = new Stream(to);
    stream = next;
    new Http2StreamChannelBootstrap(context.channel())
        .handler(next)
        .open()
        .addListener(
            opened -> {
              if (opened.isSuccess()) {
                write((Http2StreamChannel) opened.getNow(), request)
                    .addListener(
                        written -> {
                          if (!written.isSuccess()) {
                            next.fail(Failures.of(written.cause()));
                          }
                        });
              } else {
                next.fail(Failures.of(opened.cause()));
              }
            });
  }

  private static ChannelFuture write(Http2StreamChannel stream, Request request) {
    Http2Headers headers =
        new DefaultHttp2Headers(false)
            .method(request.method())
            .scheme(request.target().getScheme())
            .authority(request.target().getRawAuthority())
            .path(request.path())
            .add("user-agent", Request.AGENT);
    request
        .headers()
        .forEach(header -> headers.add(header.name().toLowerCase(Locale.ROOT), header.value()));
    boolean whole = request.body().length == 0;
    ChannelFuture head = stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, whole));
    return whole
        ? head
        : stream.writeAndFlush(
            new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(request.body()), true));
  }

  @Override
  public void forget() {
    if (stream != null) {
      stream.finish();
    }
  }

  @Override
  public void abandon() {
    if (stream != null) {
      stream.abandon();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    last |= read instanceof Http2GoAwayFrame;
    ReferenceCountUtil.release(read);
    closeIfLast();
  }

  private void closeIfLast() {
    if (last && stream == null && context != null) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (stream != null) {
      stream.fail(Failures.of(cause));
    }
    ctx.close();
  }

  /** One request and its answer. */
  private final class Stream extends ChannelInboundHandlerAdapter {

    private final Incoming to;
    private @Nullable ChannelHandlerContext own;
    private boolean headTold;
    private boolean over;

    Stream(Incoming to) {
      this.to = to;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      own = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
      try {
        switch (read) {
          case Http2HeadersFrame head -> head(head);
          case Http2DataFrame data -> {
            if (!over) {
              to.body(data.content());
            }
            endIf(data.isEndStream());
          }
          default -> {}
        }
      } catch (IOException e) {
        fail(e);
        ctx.close();
      } finally {
        ReferenceCountUtil.release(read);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      switch (event) {
        case Http2ResetFrame reset -> reset(Http2Error.valueOf(reset.errorCode()));
        case Http2GoAwayFrame _ -> reset(Http2Error.REFUSED_STREAM); // It came too late.
        default -> {}
      }
      ReferenceCountUtil.release(event);
    }

    private void reset(Http2Error why) {
      fail(new IOException("stream was reset: " + why));
    }

    private void head(Http2HeadersFrame frame) {
      var head = new H2Head(frame.headers());
      if (!headTold && head.status() >= 200) {
        headTold = true;
        to.head(head);
      }
      endIf(frame.isEndStream());
    }

    private void endIf(boolean ended) {
      if (ended && finish()) {
        to.end();
      }
    }

    void fail(IOException why) {
      if (finish()) {
        to.failed(why);
      }
    }

    private boolean finish() {
      boolean first = !over;
      over = true;
      if (stream == this) {
        stream = null;
        closeIfLast();
      }
      return first;
    }

    /** Resets the stream, and keeps the connection. */
    void abandon() {
      finish();
      if (own != null) {
        own.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      fail(new IOException("unexpected end of stream"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      fail(Failures.of(cause));
      ctx.close();
    }
  }

  private record H2Head(Http2Headers headers) implements AnswerHead {

    @Override
    public int status() {
      try {
        return Integer.parseInt(String.valueOf(headers.status()));
      } catch (NumberFormatException e) {
        return 0; // which nobody asked for
      }
    }

    @Override
    public @Nullable String header(String name) {
      CharSequence value = headers.get(name.toLowerCase(Locale.ROOT));
      return value == null ? null : value.toString().strip();
    }

    @Override
    public List<String> headers(String name) {
      return headers.getAll(name.toLowerCase(Locale.ROOT)).stream()
          .map(value -> value.toString().strip())
          .toList();
    }
  }
}
