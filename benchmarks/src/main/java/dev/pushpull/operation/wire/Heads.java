package dev.pushpull.operation.wire;

import dev.pushpull.engine.socket.Frames;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Requests as bytes, with exactly the headers that OkHttp sends, so that a floor moves as many
 * bytes as the client.
 */
public final class Heads {

  /** Any nonce (RFC 6455, section 4.1): the floor does not check the response. */
  private static final String KEY = "cHVzaHB1bGwgLSBmbG9vcg==";

  private static final int TEXT = 0x1;

  private Heads() {}

  /** A plain poll. */
  public static byte[] poll(URI feed) {
    return bytes(get(feed, "", "Keep-Alive"));
  }

  /** A poll that is answered with 304 while that version is the newest. */
  public static byte[] conditionalPoll(URI feed, long version) {
    return bytes(get(feed, "If-None-Match: \"" + version + "\"\r\n", "Keep-Alive"));
  }

  /** A long poll, in two parts: the version held goes between them. */
  public static byte[][] longPoll(URI feed) {
    String[] parts =
        get(feed, "If-None-Match: \"|\"\r\nPrefer: wait=60\r\n", "Keep-Alive").split("\\|", -1);
    return new byte[][] {bytes(parts[0]), bytes(parts[1])};
  }

  /** Opens an event stream. */
  public static byte[] events(URI feed) {
    return bytes(get(feed, "Accept: text/event-stream\r\n", "Keep-Alive"));
  }

  /** Requests an upgrade with the same extensions as OkHttp. */
  public static byte[] upgrade(URI feed) {
    String headers =
        "Upgrade: websocket\r\nSec-WebSocket-Key: "
            + KEY
            + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n";
    return bytes(get(feed, headers, "Upgrade"));
  }

  private static String get(URI feed, String headers, String connection) {
    return """
    GET %s HTTP/1.1\r
    User-Agent: pushpull\r
    Accept-Encoding: identity\r
    %sHost: %s\r
    Connection: %s\r
    \r
    """
        .formatted(feed.getRawPath(), headers, feed.getRawAuthority(), connection);
  }

  /** A client's text frame (RFC 6455, section 5.2), masked in advance. */
  public static byte[] textFrame(String text) {
    return Frames.masked(TEXT, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
