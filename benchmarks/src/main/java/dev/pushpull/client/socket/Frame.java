package dev.pushpull.client.socket;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

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

  /** Larger frames are refused. */
  static final int LARGEST_PAYLOAD = 1 << 20;

  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;

  /** Closes normally. */
  static Frame normalClosure() {
    return new Frame(true, CLOSE, new byte[] {(byte) (1000 >> 8), (byte) 1000});
  }

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

  /**
   * Reads one that a server sent, which is not masked.
   *
   * @throws IOException if it is invalid that a server may send, or the connection ended
   */
  static Frame read(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    int head;
    try {
      head = data.readUnsignedByte();
    } catch (EOFException e) {
      throw new IOException("the server closed the connection without a close frame", e);
    }
    if ((head & 0x70) != 0) {
      throw new IOException("a frame has reserved bits set: 0x" + Integer.toHexString(head));
    }
    int length = length(data);
    int opcode = head & 0x0F;
    if (opcode >= CLOSE && (length > 125 || (head & LAST) == 0)) {
      throw new IOException("a control frame is fragmented or longer than 125 bytes");
    }
    byte[] payload = new byte[length];
    data.readFully(payload);
    return new Frame((head & LAST) != 0, opcode, payload);
  }

  private static int length(DataInputStream data) throws IOException {
    int first = data.readUnsignedByte();
    if ((first & MASKED) != 0) {
      throw new IOException("a frame from the server is masked");
    }
    long length =
        switch (first) {
          case SHORT_LENGTH -> data.readUnsignedShort();
          case LONG_LENGTH -> data.readLong();
          default -> first;
        };
    if (length < 0 || length > LARGEST_PAYLOAD) {
      throw new IOException("a frame of " + length + " bytes is larger than " + LARGEST_PAYLOAD);
    }
    return (int) length;
  }

  /** Writes it, masked, in one write; it is a control frame. */
  void writeControl(OutputStream out) throws IOException {
    int mask = ThreadLocalRandom.current().nextInt();
    ByteBuffer bytes = ByteBuffer.allocate(6 + payload.length);
    bytes.put((byte) (LAST | opcode));
    bytes.put((byte) (MASKED | payload.length));
    bytes.putInt(mask);
    for (int i = 0; i < payload.length; i++) {
      bytes.put((byte) (payload[i] ^ (mask >>> (8 * (3 - i % 4)))));
    }
    out.write(bytes.array());
  }
}
