package dev.pushpull.operation.wire;

import dev.pushpull.engine.socket.Frame;
import java.io.IOException;
import java.util.Arrays;

/** WebSocket frames (RFC 6455, section 5.2), after a 101; each message is one frame. */
public final class FrameReader extends WireReader {

  /** For one connection, from its first byte on. */
  public FrameReader() {
    super(101);
  }

  @Override
  int message(byte[] bytes, int from, int to, Receiver receiver) throws IOException {
    if (to - from < 2 || to - from < Frame.headBytes(bytes, from)) {
      return 0;
    }
    int start = from + Frame.headBytes(bytes, from);
    int end = start + Frame.payloadBytes(bytes, from);
    if (end > to) {
      return 0;
    }
    switch (bytes[from] & 0xFF) {
      case Frame.LAST | Frame.TEXT -> receiver.update(bytes, start, end);
      case Frame.LAST | Frame.PING ->
          receiver.reply(Frame.masked(Frame.PONG, Arrays.copyOfRange(bytes, start, end)));
      case Frame.LAST | Frame.PONG -> {}
      default ->
          throw new IOException(
              "expected a text frame or a ping, but a frame begins with 0x%02x"
                  .formatted(bytes[from] & 0xFF));
    }
    return end - from;
  }
}
