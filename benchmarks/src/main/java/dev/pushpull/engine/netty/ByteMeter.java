package dev.pushpull.engine.netty;

import dev.pushpull.engine.ByteCounter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Counts all that TCP carries as payload, TLS included: it stands next to the socket. What is
 * written counts before it is sent, so that no answer to it can be seen uncounted.
 */
final class ByteMeter extends ChannelDuplexHandler {

  private final ByteCounter counter;

  ByteMeter(ByteCounter counter) {
    this.counter = counter;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    if (read instanceof ByteBuf bytes) {
      counter.addDown(bytes.readableBytes());
    }
    ctx.fireChannelRead(read);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
    if (written instanceof ByteBuf bytes) {
      counter.addUp(bytes.readableBytes());
    }
    var _ = ctx.write(written, promise);
  }
}
