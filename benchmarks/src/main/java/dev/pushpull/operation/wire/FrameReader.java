package dev.pushpull.operation.wire;

import dev.pushpull.engine.socket.Frames;
import java.io.IOException;
import java.util.Arrays;

/** WebSocket frames (RFC 6455, section 5.2), after a 101; each message is one frame. */
public final class FrameReader extends WireReader {

  private static final int LAST = 0x80;
  private static final int TEXT = 0x1;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  @Override
  boolean opens(byte[] bytes, int from, int end) throws IOException {
    expect(101, bytes, from);
    return true;
  }

  @Override
  public int message(byte[] bytes, int from, int to, Receiver receiver) throws IOException {
    if (to - from < 2 || to - from < Frames.headBytes(bytes, from)) {
      return 0;
    }
    int start = from + Frames.headBytes(bytes, from);
    int end = start + Frames.payloadBytes(bytes, from);
    if (end > to) {
      return 0;
    }
    switch (bytes[from] & 0xFF) {
      case LAST | TEXT -> receiver.update(bytes, start, end);
      case LAST | PING ->
          receiver.reply(Frames.masked(PONG, Arrays.copyOfRange(bytes, start, end)));
      case LAST | PONG -> {}
      default ->
          throw new IOException(
              "expected a text frame or a ping, but a frame begins with 0x%02x"
                  .formatted(bytes[from] & 0xFF));
    }
    return end - from;
  }
}
