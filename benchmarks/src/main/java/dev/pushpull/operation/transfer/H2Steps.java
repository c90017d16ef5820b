package dev.pushpull.operation.transfer;

import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.RawLink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A first poll over HTTP/2 (RFC 9113) with hand-made frames: only headers whose name and value are
 * in HPACK's static table are compressed (RFC 7541, appendix A).
 */
final class H2Steps {

  private static final String FEED = "story";
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int FRAME_HEAD = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int METHOD_GET = 0x82;
  private static final int SCHEME_HTTPS = 0x87;
  private static final int AUTHORITY = 1;
  private static final int PATH = 4;
  private static final int USER_AGENT = 58;
  private static final List<String> NAMES =
      List.of(
          "DATA,HEADERS,PRIORITY,RST_STREAM,SETTINGS,PUSH_PROMISE,PING,GOAWAY,WINDOW_UPDATE,CONTINUATION"
              .split(","));

  private H2Steps() {}

  static void poll(OperationServer server, Steps steps) throws IOException {
    URI feed = server.feed(FEED);
    var sent = new ByteArrayOutputStream();
    sent.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
    sent.writeBytes(frame(SETTINGS, 0, 0, new byte[0]));
    sent.writeBytes(frame(HEADERS, END_STREAM | END_HEADERS, 1, fields(feed)));
    steps.link().send(sent.toByteArray());
    steps.end(
        "preface, settings and request sent",
        "PRI * HTTP/2.0; SETTINGS; HEADERS: :method GET, :scheme https, :authority %s, :path %s, user-agent pushpull"
            .formatted(feed.getRawAuthority(), feed.getRawPath()));
    steps.end("answer received", String.join("\n", readAnswer(steps.link())));
  }

  private static byte[] fields(URI feed) {
    var fields = new ByteArrayOutputStream();
    fields.write(METHOD_GET);
    fields.write(SCHEME_HTTPS);
    literal(fields, AUTHORITY, feed.getRawAuthority());
    literal(fields, PATH, feed.getRawPath());
    literal(fields, USER_AGENT, "pushpull");
    return fields.toByteArray();
  }

  /** A literal with incremental indexing and an indexed name (RFC 7541, section 6.2.1). */
  private static void literal(ByteArrayOutputStream fields, int name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    fields.write(0x40 | name);
    fields.write(bytes.length);
    fields.writeBytes(bytes);
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(FRAME_HEAD + payload.length)
        .put((byte) 0)
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** Reads frames up to the end of the response, and lists each with its length. */
  private static List<String> readAnswer(RawLink link) throws IOException {
    var frames = new ArrayList<String>();
    while (true) {
      link.require(FRAME_HEAD);
      int at = link.start;
      byte[] bytes = link.buffer;
      int length =
          ((bytes[at] & 0xFF) << 16) | ((bytes[at + 1] & 0xFF) << 8) | (bytes[at + 2] & 0xFF);
      int type = bytes[at + 3];
      int flags = bytes[at + 4];
      link.skip(FRAME_HEAD + length);
      String name = type < NAMES.size() ? NAMES.get(type) : "frame of type " + type;
      String ack = type == SETTINGS && (flags & ACK) != 0 ? " ACK" : "";
      frames.add("%s%s, %d bytes".formatted(name, ack, FRAME_HEAD + length));
      if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
        return frames;
      }
    }
  }
}
