package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** A source of bytes that fills one buffer at a time, however many it is given. */
abstract class SingleBufferSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

  SingleBufferSource(StreamSourceConduit next) {
    super(next);
  }

  @Override
  public abstract int read(ByteBuffer into) throws IOException;

  @Override
  public final long read(ByteBuffer[] into, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (into[i].hasRemaining()) {
        return read(into[i]);
      }
    }
    return 0;
  }
}
