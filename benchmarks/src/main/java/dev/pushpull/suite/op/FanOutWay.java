package dev.pushpull.suite.op;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** How the receivers of a {@link FanOut} listen. */
enum FanOutWay {
  /** A WebSocket each. */
  WEB_SOCKET("Upgrade: websocket\r\nConnection: Upgrade\r\n" + Handshake.KEY_AND_VERSION) {
    @Override
    WireReader newReader() {
      return new FrameReader();
    }
  },
  /** An event stream each. */
  SSE("Accept: text/event-stream\r\n") {
    @Override
    WireReader newReader() {
      return new EventReader();
    }
  },
  /** A long poll each, which is sent again between publishes. */
  LONG_POLL("") {
    @Override
    WireReader newReader() {
      return new AnswerReader();
    }
  };

  private static final int WAIT_SECONDS = 60;

  private final String headers;

  FanOutWay(String headers) {
    this.headers = headers;
  }

  private static final class Handshake {
    /** Any 16 bytes can be the key, since nothing caches this. */
    static final String KEY_AND_VERSION =
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n";
  }

  /** Reads what one connection receives. */
  abstract WireReader newReader();

  /** The first request; its response is the newest update, at once. */
  byte[] request(URI feed) {
    return request(feed, headers);
  }

  /** A long poll that waits for a version newer than this. */
  static byte[] longPoll(URI feed, long heldVersion) {
    return request(
        feed, "If-None-Match: \"%d\"\r\nPrefer: wait=%d\r\n".formatted(heldVersion, WAIT_SECONDS));
  }

  private static byte[] request(URI feed, String headers) {
    String head =
        "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
            .formatted(feed.getRawPath(), feed.getRawAuthority(), headers);
    return head.getBytes(StandardCharsets.US_ASCII);
  }
}
