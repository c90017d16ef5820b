package dev.pushpull.engine.socket;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A WebSocket frame (RFC 6455, section 5.2), its payload unmasked; and frames as a client reads and
 * writes them: what it writes is masked, what it reads is not.
 *
 * @param last whether it ends its message
 * @param opcode what it is
 * @param payload at most 125 bytes in a control frame; neither copied nor changed
 */
@SuppressWarnings("ArrayRecordComponent") // Frames are passed on, never compared.
public record Frame(boolean last, int opcode, byte[] payload) {

  static final int CONTINUATION = 0x0;

  /** Opcode of a text message. */
  public static final int TEXT = 0x1;

  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;

  /** Opcode of a ping. */
  public static final int PING = 0x9;

  /** Opcode of a pong. */
  public static final int PONG = 0xA;

  /** The first bit of a frame that ends its message. */
  public static final int LAST = 0x80;

  /** Larger frames are refused. */
  static final int MAX_PAYLOAD = 1 << 20;

  /** The payload of a frame that closes normally. */
  static final byte[] NORMAL_CLOSURE = {(byte) (1000 >> 8), (byte) 1000};

  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int LONGEST_HEAD = 10;

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
   * Length of the head of the frame that begins there, by its first two bytes.
   *
   * @throws IOException if it is masked
   */
  public static int headBytes(byte[] bytes, int from) throws IOException {
    int length = bytes[from + 1] & 0xFF;
    if ((length & MASKED) != 0) {
      throw new IOException("a frame from the server is masked");
    }
    return length < TWO_BYTES ? 2 : length == EIGHT_BYTES ? LONGEST_HEAD : 4;
  }

  /**
   * Length of the payload of the frame whose head stands there.
   *
   * @throws IOException if it is longer than a server may send
   */
  public static int payloadBytes(byte[] bytes, int from) throws IOException {
    int head = headBytes(bytes, from);
    long length = head == 2 ? bytes[from + 1] : 0;
    for (int i = from + 2; i < from + head; i++) {
      length = length << 8 | (bytes[i] & 0xFF);
    }
    if (length < 0 || length > MAX_PAYLOAD) {
      throw new IOException("a frame of " + length + " bytes is larger than " + MAX_PAYLOAD);
    }
    boolean control = (bytes[from] & 0x0F) >= CLOSE;
    if (control && (length > 125 || (bytes[from] & LAST) == 0)) {
      throw new IOException("a control frame is fragmented or longer than 125 bytes");
    }
    return (int) length;
  }

  /**
   * Reads one frame.
   *
   * @throws IOException if it is invalid that a server may send, or the connection ended
   */
  static Frame read(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    byte[] head = new byte[LONGEST_HEAD];
    try {
      head[0] = data.readByte();
    } catch (EOFException e) {
      throw new IOException("the server closed the connection without a close frame", e);
    }
    if ((head[0] & 0x70) != 0) {
      throw new IOException(
          "a frame has reserved bits set: 0x" + Integer.toHexString(head[0] & 0xFF));
    }
    data.readFully(head, 1, 1);
    data.readFully(head, 2, headBytes(head, 0) - 2);
    byte[] payload = new byte[payloadBytes(head, 0)];
    data.readFully(payload);
    return new Frame((head[0] & LAST) != 0, head[0] & 0x0F, payload);
  }

  /**
   * A whole message in one frame, masked.
   *
   * @param opcode what it is
   * @param payload at most 65,535 bytes
   */
  public static byte[] masked(int opcode, byte[] payload) {
    boolean small = payload.length < TWO_BYTES;
    int mask = ThreadLocalRandom.current().nextInt();
    ByteBuffer frame = ByteBuffer.allocate((small ? 6 : 8) + payload.length);
    frame.put((byte) (LAST | opcode));
    frame.put((byte) (MASKED | (small ? payload.length : TWO_BYTES)));
    if (!small) {
      frame.putShort((short) payload.length);
    }
    frame.putInt(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ (mask >>> (8 * (3 - i % 4)))));
    }
    return frame.array();
  }
}
