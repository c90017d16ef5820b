package dev.pushpull.engine;

import java.io.IOException;
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

  /** Asks for the upgrade. */
  public Request upgrade(Request request) {
    return request
        .with("Upgrade", "websocket")
        .with("Connection", "Upgrade")
        .with("Sec-WebSocket-Key", text)
        .with("Sec-WebSocket-Version", "13");
  }

  /**
   * Checks that the server agrees to this very handshake.
   *
   * @throws IOException if it does not
   */
  public void check(AnswerHead head) throws IOException {
    if (head.status() != 101) {
      throw new IOException("unexpected status " + head.status());
    }
    if (!"websocket".equalsIgnoreCase(head.header("Upgrade"))) {
      throw new IOException("the response does not upgrade to WebSocket");
    }
    if (!accepted().equals(head.header("Sec-WebSocket-Accept"))) {
      throw new IOException("the response's Sec-WebSocket-Accept does not match the key");
    }
  }

  private String accepted() {
    try {
      byte[] said = (text + GUID).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(said));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
