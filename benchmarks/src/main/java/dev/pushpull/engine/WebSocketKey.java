package dev.pushpull.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The key of one opening handshake (RFC 6455, section 4.1).
 *
 * @param text as {@code Sec-WebSocket-Key} says it
 */
public record WebSocketKey(String text) {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** A new one. */
  public static WebSocketKey random() {
    byte[] nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    return new WebSocketKey(Base64.getEncoder().encodeToString(nonce));
  }

  /** What {@code Sec-WebSocket-Accept} must say. */
  public String accepted() {
    try {
      byte[] said = (text + GUID).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(said));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
