package dev.pushpull.engine.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket frame (RFC 6455, section 5.2), its payload unmasked.
 *
 * @param last whether it ends its message
 * @param opcode what it is
 * @param payload at most 125 bytes in a control frame
 */
@SuppressWarnings("ArrayRecordComponent") // Frames are passed on, never compared.
record Frame(boolean last, int opcode, byte[] payload) {

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /** The payload of a frame that closes normally. */
  static final byte[] NORMAL_CLOSURE = {(byte) (1000 >> 8), (byte) 1000};

  /**
   * Code and reason of a close frame, such as {@code 1013 try again later}; 1005 if it has none.
   */
  String closeReason() {
    if (payload.length < 2) {
      return "1005";
    }
    int code = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    var reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    return (code + " " + reason).strip();
  }
}
