package dev.pushpull.sut.http;

import io.undertow.websockets.core.CloseMessage;
import org.jspecify.annotations.Nullable;

/**
 * The head of a client's frame, octet by octet up to its mask, and what is wrong with it (RFC 6455,
 * 5.2). Undertow takes unmasked control frames, any reserved bit where an extension is agreed to,
 * and every length.
 */
final class FrameHead {

  /** Of a message, and so of a frame. */
  static final int MAX_MESSAGE_BYTES = 64 * 1024;

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int RESERVED_1 = 0x40;
  private static final int OPCODE = 0x0f;
  private static final int CONTROL = 0x08;
  private static final int BINARY = 2;
  private static final int PONG = 10;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int MAX_CONTROL_BYTES = 125;

  private final boolean compressed;
  private int octets;
  private int lengthOctets;
  private int opcode;
  private long length;

  /**
   * Makes it.
   *
   * @param compressed whether the first frame of a message may have the first reserved bit
   */
  FrameHead(boolean compressed) {
    this.compressed = compressed;
  }

  /** What follows is another frame. */
  void reset() {
    octets = 0;
    lengthOctets = 0;
    length = 0;
  }

  /** Whether all that is looked at was seen: the length stands. */
  boolean isComplete() {
    return octets >= 2 && octets == 2 + lengthOctets;
  }

  /** Whether it is known to be a close frame's. */
  boolean isClose() {
    return octets > 0 && opcode == CONTROL;
  }

  /** Takes the next octet; what to close the connection with, or null if nothing is wrong. */
  @Nullable CloseMessage take(int octet) {
    octets++;
    return switch (octets) {
      case 1 -> first(octet);
      case 2 -> second(octet);
      default -> longer(octet);
    };
  }

  private @Nullable CloseMessage first(int octet) {
    opcode = octet & OPCODE;
    boolean control = opcode >= CONTROL;
    boolean mayBeCompressed = compressed && !control && opcode != 0;
    if ((octet & RESERVED & ~(mayBeCompressed ? RESERVED_1 : 0)) != 0) {
      return broken("a reserved bit is set that no extension defines here");
    }
    if (opcode > PONG || (!control && opcode > BINARY)) {
      return broken("opcode " + opcode + " is reserved");
    }
    return control && (octet & FINAL) == 0 ? broken("a control frame is fragmented") : null;
  }

  private @Nullable CloseMessage second(int octet) {
    int inline = octet & LENGTH;
    if ((octet & MASKED) == 0) {
      return broken("a client's frame must be masked");
    }
    if (opcode >= CONTROL && inline > MAX_CONTROL_BYTES) {
      return broken("a control frame is longer than " + MAX_CONTROL_BYTES + " B");
    }
    lengthOctets = inline == 127 ? 8 : inline == 126 ? 2 : 0;
    return null;
  }

  private @Nullable CloseMessage longer(int octet) {
    length = length << 8 | (octet & 0xff);
    if (octets == 3 && lengthOctets == 8 && length > 127) {
      return broken("a frame's length must be below 2^63");
    }
    return isComplete() && length > MAX_MESSAGE_BYTES
        ? new CloseMessage(
            CloseMessage.MSG_TOO_BIG, "a message must be at most " + MAX_MESSAGE_BYTES + " B")
        : null;
  }

  private static CloseMessage broken(String reason) {
    return new CloseMessage(CloseMessage.PROTOCOL_ERROR, reason);
  }
}
