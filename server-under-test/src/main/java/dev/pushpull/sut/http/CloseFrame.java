package dev.pushpull.sut.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.websockets.core.CloseMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * A client's close frame, however it comes split; its head was checked before. Undertow refuses the
 * codes 1012 to 1014, which were registered after RFC 6455, and takes those above 4999.
 */
final class CloseFrame {

  private static final int HEAD_BYTES = 6;
  private static final int MASK_AT = 2;
  private static final int CODE_BYTES = 2;

  private final ByteBuffer frame = ByteBuffer.allocate(HEAD_BYTES + 125);

  /** Takes what there is of it; true once it is whole. */
  boolean take(ByteBuffer data) {
    while (data.hasRemaining() && !isWhole()) {
      frame.put(data.get());
    }
    return isWhole();
  }

  private boolean isWhole() {
    return frame.position() >= HEAD_BYTES && frame.position() == HEAD_BYTES + length();
  }

  private int length() {
    return frame.get(1) & 0x7f;
  }

  /** What to answer: the same code, or what is wrong with it. */
  CloseMessage answer() {
    byte[] payload = payload();
    if (payload.length == 0) {
      return new CloseMessage(CloseMessage.NORMAL_CLOSURE, "");
    }
    if (payload.length < CODE_BYTES) {
      return new CloseMessage(CloseMessage.PROTOCOL_ERROR, "a close frame has half a code");
    }
    int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
    if (!isValid(code)) {
      return new CloseMessage(CloseMessage.PROTOCOL_ERROR, "close code " + code + " is invalid");
    }
    try {
      var reason = ByteBuffer.wrap(payload, CODE_BYTES, payload.length - CODE_BYTES);
      return new CloseMessage(code, UTF_8.newDecoder().decode(reason).toString());
    } catch (CharacterCodingException e) {
      return new CloseMessage(
          CloseMessage.MSG_CONTAINS_INVALID_DATA, "the reason is not valid UTF-8");
    }
  }

  private byte[] payload() {
    var payload = new byte[length()];
    frame.get(HEAD_BYTES, payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= frame.get(MASK_AT + i % 4);
    }
    return payload;
  }

  /** By IANA's registry of close codes, and those that are left to applications. */
  static boolean isValid(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
