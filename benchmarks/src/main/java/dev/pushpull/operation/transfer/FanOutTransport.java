package dev.pushpull.operation.transfer;

import dev.pushpull.operation.wire.AnswerReader;
import dev.pushpull.operation.wire.EventReader;
import dev.pushpull.operation.wire.FrameReader;
import dev.pushpull.operation.wire.Heads;
import dev.pushpull.operation.wire.WireReader;
import dev.pushpull.suite.op.FanOut;
import java.net.URI;

/** How the receivers of a {@link FanOut} listen. */
public enum FanOutTransport {
  /** A WebSocket each; any 16 bytes can be the key, since nothing caches this. */
  WEB_SOCKET(
      """
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      Sec-WebSocket-Version: 13\r
      """),
  /** An event stream each. */
  SSE("Accept: text/event-stream\r\n"),
  /** A long poll each, which is sent again between publishes. */
  LONG_POLL("");

  private static final int WAIT_SECONDS = 60;

  private final String headers;

  FanOutTransport(String headers) {
    this.headers = headers;
  }

  /** That of a benchmark's method. */
  public static FanOutTransport of(String method) {
    return switch (method) {
      case "webSocket" -> WEB_SOCKET;
      case "sse" -> SSE;
      case "longPoll" -> LONG_POLL;
      default -> throw new IllegalArgumentException("unknown fan-out '" + method + "'");
    };
  }

  /** Reads what one connection receives. */
  WireReader newReader() {
    return switch (this) {
      case WEB_SOCKET -> new FrameReader();
      case SSE -> new EventReader();
      case LONG_POLL -> new AnswerReader();
    };
  }

  /** The first request; its response is the newest update, at once. */
  byte[] request(URI feed) {
    return Heads.request("GET", feed, headers, "");
  }

  /** A long poll that waits for a version newer than this. */
  public static byte[] longPoll(URI feed, long heldVersion) {
    String headers =
        "If-None-Match: \"%d\"\r\nPrefer: wait=%d\r\n".formatted(heldVersion, WAIT_SECONDS);
    return Heads.request("GET", feed, headers, "");
  }
}
