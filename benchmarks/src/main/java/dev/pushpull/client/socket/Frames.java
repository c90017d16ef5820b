package dev.pushpull.client.socket;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** Reads and writes frames as a client does: what it writes is masked, what it reads is not. */
final class Frames {

  /** Larger frames are refused. */
  static final int LARGEST_PAYLOAD = 1 << 20;

  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;

  private Frames() {}

  /**
   * Reads one frame.
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
    if (opcode >= Frame.CLOSE && (length > 125 || (head & LAST) == 0)) {
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

  /** Writes one control frame in one write. */
  static void writeControl(OutputStream out, Frame frame) throws IOException {
    byte[] payload = frame.payload();
    int mask = ThreadLocalRandom.current().nextInt();
    ByteBuffer bytes = ByteBuffer.allocate(6 + payload.length);
    bytes.put((byte) (LAST | frame.opcode()));
    bytes.put((byte) (MASKED | payload.length));
    bytes.putInt(mask);
    for (int i = 0; i < payload.length; i++) {
      bytes.put((byte) (payload[i] ^ (mask >>> (8 * (3 - i % 4)))));
    }
    out.write(bytes.array());
  }
}
