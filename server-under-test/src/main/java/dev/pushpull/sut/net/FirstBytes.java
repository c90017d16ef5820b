package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.xnio.Buffers;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.PushBackStreamSourceConduit;

/**
 * Looks at how a connection begins, which tells what it will speak, and puts it back for who speaks
 * it. IO thread only.
 */
final class FirstBytes {

  private FirstBytes() {}

  /**
   * Waits for the first bytes; a connection that ends before is closed.
   *
   * @param count how many
   * @param then is given a look at them; what it reads from the channel begins with them again
   */
  static void await(StreamConnection channel, int count, Consumer<ByteBuffer> then) {
    var bytes = ByteBuffer.allocate(count);
    ChannelListener<ConduitStreamSourceChannel> listener = _ -> read(channel, bytes, then);
    channel.getSourceChannel().setReadListener(listener);
    read(channel, bytes, then);
  }

  private static void read(StreamConnection channel, ByteBuffer bytes, Consumer<ByteBuffer> then) {
    ConduitStreamSourceChannel source = channel.getSourceChannel();
    try {
      while (bytes.hasRemaining()) {
        int read = source.read(bytes);
        if (read < 0) {
          IoUtils.safeClose(channel);
          return;
        }
        if (read == 0) {
          source.resumeReads();
          return;
        }
      }
    } catch (IOException e) {
      IoUtils.safeClose(channel);
      return;
    }
    source.suspendReads();
    source.setReadListener(null);
    var again = new PushBackStreamSourceConduit(source.getConduit());
    again.pushBack(Buffers.pooledWrapper(bytes.flip().duplicate()));
    source.setConduit(again);
    then.accept(bytes);
  }
}
