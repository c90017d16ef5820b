package dev.pushpull.operation.wire;

import dev.pushpull.engine.socket.Frame;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Requests as bytes. Unless said otherwise they have exactly the headers that OkHttp sends, so that
 * a floor moves as many bytes as the client.
 */
public final class Heads {

  /** Any nonce (RFC 6455, section 4.1): the floor does not check the response. */
  private static final String KEY = "cHVzaHB1bGwgLSBmbG9vcg==";

  private Heads() {}

  /** A plain poll. */
  public static byte[] poll(URI feed) {
    return get(feed, "", "Keep-Alive");
  }

  /** A poll that is answered with 304 while that version is the newest. */
  public static byte[] conditionalPoll(URI feed, long version) {
    return get(feed, "If-None-Match: \"" + version + "\"\r\n", "Keep-Alive");
  }

  /** A long poll that is answered once a version is newer than that. */
  public static byte[] longPoll(URI feed, long version) {
    String headers = "If-None-Match: \"" + version + "\"\r\nPrefer: wait=60\r\n";
    return get(feed, headers, "Keep-Alive");
  }

  /** Opens an event stream. */
  public static byte[] events(URI feed) {
    return get(feed, "Accept: text/event-stream\r\n", "Keep-Alive");
  }

  /** Requests an upgrade with the same extensions as OkHttp. */
  public static byte[] upgrade(URI feed) {
    String headers =
        "Upgrade: websocket\r\nSec-WebSocket-Key: "
            + KEY
            + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n";
    return get(feed, headers, "Upgrade");
  }

  /**
   * A request with no headers but {@code Host} and those given.
   *
   * @param headers each ended by CR and LF
   * @param body may be empty
   */
  public static byte[] request(String method, URI feed, String headers, String body) {
    return bytes(
        "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n%s"
            .formatted(method, feed.getRawPath(), feed.getRawAuthority(), headers, body));
  }

  private static byte[] get(URI feed, String headers, String connection) {
    return bytes(
        """
        GET %s HTTP/1.1\r
        User-Agent: pushpull\r
        Accept-Encoding: identity\r
        %sHost: %s\r
        Connection: %s\r
        \r
        """
            .formatted(feed.getRawPath(), headers, feed.getRawAuthority(), connection));
  }

  /** A client's text frame (RFC 6455, section 5.2), masked in advance. */
  public static byte[] textFrame(String text) {
    return Frame.masked(Frame.TEXT, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
