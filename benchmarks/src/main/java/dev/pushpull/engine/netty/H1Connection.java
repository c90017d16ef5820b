package dev.pushpull.engine.netty;

import static java.util.Objects.requireNonNull;

import dev.pushpull.engine.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1, one request at a time (RFC 9112). Reads status and length by scanning, holds no more of
 * an answer than its head, and leaves the rest to who asked.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is told by the handlers.
final class H1Connection extends ByteToMessageDecoder implements Connection {

  /** As OkHttp has it. */
  private static final int MAX_HEAD = 256 * 1024;

  private static final int MAX_LINE = 4 * 1024;

  private enum State {
    IDLE,
    HEAD,
    BODY,
    BODY_TO_END,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    UPGRADED
  }

  private State state = State.IDLE;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Incoming to;
  private boolean last; // the answer that comes is this connection's last one
  private long left; // bytes of the body, or of the chunk

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public boolean isReady() {
    return state == State.IDLE && !last && context != null && context.channel().isActive();
  }

  @Override
  public void send(Request request, Incoming to) {
    ChannelHandlerContext ctx = requireNonNull(context, "not connected yet");
    this.to = to;
    state = State.HEAD;
    ctx.writeAndFlush(Unpooled.wrappedBuffer(request.encoded()), ctx.voidPromise());
  }

  @Override
  public void forget() {
    to = null;
    last = true;
  }

  @Override
  public void abandon() {
    forget();
    if (context != null) {
      context.close();
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    try {
      boolean goesOn = true;
      while (goesOn && in.isReadable()) {
        goesOn = read(ctx, in);
      }
    } catch (IOException e) {
      in.skipBytes(in.readableBytes());
      fail(e);
      ctx.close();
    }
  }

  /** Reads a part; false if it must wait for more. */
  private boolean read(ChannelHandlerContext ctx, ByteBuf in) throws IOException {
    if (to == null && state != State.IDLE && state != State.UPGRADED) {
      in.skipBytes(in.readableBytes()); // Nobody waits for it any more.
      return false;
    }
    return switch (state) {
      case IDLE -> throw new IOException("the server sent what was not asked for");
      case HEAD -> readHead(ctx, in);
      case BODY, CHUNK -> readBody(ctx, in);
      case BODY_TO_END -> {
        pass(in, in.readableBytes());
        yield false;
      }
      case CHUNK_SIZE -> readChunkSize(in);
      case CHUNK_END -> readChunkEnd(in);
      case TRAILERS -> readTrailer(ctx, in);
      case UPGRADED -> false;
    };
  }

  private boolean readHead(ChannelHandlerContext ctx, ByteBuf in) throws IOException {
    int length = headLength(in);
    if (length < 0) {
      return false;
    }
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    H1Head head = H1Head.of(bytes);
    if (head.status() < 200 && head.status() != 101) {
      return true; // One that comes before the answer (RFC 9110, section 15.2).
    }
    last = !head.keepsAlive();
    Incoming told = requireNonNull(to);
    told.head(head);
    if (head.status() == 101) {
      state = State.UPGRADED;
      told.upgraded(ctx.channel());
      return false;
    }
    left = head.length();
    if (left == H1Head.CHUNKED) {
      state = State.CHUNK_SIZE;
    } else if (left == H1Head.UNKNOWN) {
      state = State.BODY_TO_END;
      last = true;
    } else {
      state = State.BODY;
      if (left == 0) {
        end(ctx);
      }
    }
    return true;
  }

  /** Length of the head with its empty line; below 0 if not all of it is there. */
  private static int headLength(ByteBuf in) throws IOException {
    int from = in.readerIndex();
    while (true) {
      int end = in.indexOf(from, in.writerIndex(), (byte) '\n');
      if (end < 0) {
        if (in.readableBytes() > MAX_HEAD) {
          throw new IOException("the response header is longer than " + MAX_HEAD + " bytes");
        }
        return -1;
      }
      boolean empty = end == from || (end == from + 1 && in.getByte(from) == '\r');
      if (empty && from > in.readerIndex()) {
        return end + 1 - in.readerIndex();
      }
      from = end + 1;
    }
  }

  private boolean readBody(ChannelHandlerContext ctx, ByteBuf in) throws IOException {
    int length = (int) Math.min(left, in.readableBytes());
    left -= length;
    boolean chunk = state == State.CHUNK;
    pass(in, length);
    if (left == 0 && chunk) {
      state = State.CHUNK_END;
    } else if (left == 0) {
      end(ctx);
    }
    return true;
  }

  private void pass(ByteBuf in, int length) throws IOException {
    requireNonNull(to).body(in.readSlice(length));
  }

  /** A line without its end; null if not all of it is there. */
  private static @Nullable String line(ByteBuf in) throws IOException {
    int length = in.bytesBefore((byte) '\n');
    if (length > MAX_LINE || (length < 0 && in.readableBytes() > MAX_LINE)) {
      throw new IOException("a line between chunks is longer than " + MAX_LINE + " bytes");
    }
    if (length < 0) {
      return null;
    }
    String line = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    in.skipBytes(1);
    return line.strip();
  }

  private boolean readChunkSize(ByteBuf in) throws IOException {
    String line = line(in);
    if (line == null) {
      return false;
    }
    String size = line.split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new IOException("invalid chunk size: " + line);
    }
    left = Long.parseLong(size, 16);
    state = left == 0 ? State.TRAILERS : State.CHUNK;
    return true;
  }

  private boolean readChunkEnd(ByteBuf in) throws IOException {
    String line = line(in);
    if (line != null && !line.isEmpty()) {
      throw new IOException("a chunk is longer than its size");
    }
    state = line == null ? state : State.CHUNK_SIZE;
    return line != null;
  }

  private boolean readTrailer(ChannelHandlerContext ctx, ByteBuf in) throws IOException {
    String line = line(in);
    if (line != null && line.isEmpty()) {
      end(ctx);
    }
    return line != null;
  }

  private void end(ChannelHandlerContext ctx) {
    Incoming told = to;
    to = null;
    state = State.IDLE;
    if (last) {
      ctx.close();
    }
    if (told != null) {
      told.end();
    }
  }

  private void fail(IOException why) {
    Incoming told = to;
    to = null;
    last = true;
    if (told != null) {
      told.failed(why);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx); // reads what is left
    if (state == State.BODY_TO_END) {
      end(ctx);
    } else if (state != State.UPGRADED) {
      fail(new IOException("unexpected end of stream"));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(Failures.of(cause));
    ctx.close();
  }
}
