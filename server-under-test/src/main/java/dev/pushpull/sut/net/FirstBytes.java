package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Looks at how a connection begins, which tells what it will speak, and puts it back for who speaks
 * it. IO thread only.
 */
final class FirstBytes implements ChannelListener<ConduitStreamSourceChannel> {

  private final StreamConnection channel;
  private final ByteBuffer bytes;
  private final Consumer<ByteBuffer> then;

  private FirstBytes(StreamConnection channel, int count, Consumer<ByteBuffer> then) {
    this.channel = channel;
    this.bytes = ByteBuffer.allocate(count);
    this.then = then;
  }

  /**
   * Waits for the first bytes.
   *
   * @param count how many
   * @param then is given a look at them; what it reads from the channel begins with them again
   */
  static void await(StreamConnection channel, int count, Consumer<ByteBuffer> then) {
    var first = new FirstBytes(channel, count, then);
    channel.getSourceChannel().setReadListener(first);
    first.handleEvent(channel.getSourceChannel());
  }

  @Override
  public void handleEvent(ConduitStreamSourceChannel source) {
    try {
      int read = source.read(bytes);
      while (read > 0 && bytes.hasRemaining()) {
        read = source.read(bytes);
      }
      if (read < 0) {
        IoUtils.safeClose(channel);
      } else if (bytes.hasRemaining()) {
        source.resumeReads();
      } else {
        handOn(source);
      }
    } catch (IOException e) {
      IoUtils.safeClose(channel);
    }
  }

  private void handOn(ConduitStreamSourceChannel source) {
    source.suspendReads();
    source.setReadListener(null);
    bytes.flip();
    source.setConduit(new Replay(source.getConduit(), bytes.duplicate()));
    then.accept(bytes);
  }

  /** Gives the bytes out once more, before all else. */
  private static final class Replay extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final ByteBuffer first;

    Replay(StreamSourceConduit next, ByteBuffer first) {
      super(next);
      this.first = first;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int again = Math.min(first.remaining(), into.remaining());
      if (again == 0) {
        return next.read(into);
      }
      into.put(first.slice(first.position(), again));
      first.position(first.position() + again);
      return again + Math.max(0, into.hasRemaining() ? next.read(into) : 0);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
      for (int i = offset; first.hasRemaining() && i < offset + length; i++) {
        if (into[i].hasRemaining()) {
          return read(into[i]);
        }
      }
      return next.read(into, offset, length);
    }
  }
}
