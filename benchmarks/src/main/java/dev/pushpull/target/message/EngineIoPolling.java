package dev.pushpull.target.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO 4 over polling, as one session: what the requests of a client carry. The first GET
 * opens it; its answer begins with the packet <code>0{"sid":…}</code>. From then on one GET at a
 * time is held by the server, answered by whatever packets there are, and made again; what the
 * client says goes by POST to the same {@link #path}, such as {@code 40}, which connects to
 * Socket.IO's main namespace. The server's ping, {@code 2}, wants the answer {@code 3} (a target
 * file's {@code answer} says so); {@code 1} ends the session. It is never upgraded to a WebSocket.
 * For one thread.
 */
public final class EngineIoPolling {

  private static final String SEPARATOR = "\u001e";
  private static final char OPEN = '0';
  private static final String CLOSE = "1";
  private static final byte NOOP = '6';
  private static final int MAX_SID = 200;

  private @Nullable String sid;
  private long maxPayload = Documents.MAX_BYTES;
  private boolean closed;

  /**
   * A request's path.
   *
   * @param path with its query, as the target file has it
   * @return the same, with the session's id once that is known
   */
  public String path(String path) {
    return sid == null ? path : path + (path.indexOf('?') < 0 ? "?" : "&") + "sid=" + sid;
  }

  /** Whether a packet says nothing, which only ends a request. */
  public static boolean isNothing(byte[] packet) {
    return packet.length == 1 && packet[0] == NOOP;
  }

  /** Whether the session is open: it has an id, and the server has not ended it. */
  public boolean isOpen() {
    return sid != null && !closed;
  }

  /**
   * The packets of an answer to a GET, in their order, each as a frame of a WebSocket would hold
   * it.
   *
   * @throws MalformedMessageException if it is too large, or opens no session where it should
   */
  public List<byte[]> read(byte[] body) throws MalformedMessageException {
    Documents.checkSize("an answer of Engine.IO", body.length);
    var packets = new ArrayList<byte[]>();
    for (String packet : new String(body, UTF_8).split(SEPARATOR, -1)) {
      if (sid == null) {
        open(packet);
      }
      closed |= packet.equals(CLOSE);
      if (!packet.isEmpty()) {
        packets.add(packet.getBytes(UTF_8));
      }
    }
    return packets;
  }

  private void open(String packet) throws MalformedMessageException {
    boolean opens = !packet.isEmpty() && packet.charAt(0) == OPEN;
    JsonNode document = opens ? Documents.parseIfJson(packet.substring(1)) : null;
    String id = document == null ? "" : document.path("sid").asText();
    if (id.isEmpty() || id.length() > MAX_SID || !id.matches("[A-Za-z0-9._~-]+")) {
      throw new MalformedMessageException(
          "expected Engine.IO's open packet 0{\"sid\":…} with an id, but got '%s'"
              .formatted(Documents.seen(packet.getBytes(UTF_8))));
    }
    sid = id;
    if (document != null) {
      maxPayload = document.path("maxPayload").asLong(maxPayload);
    }
  }

  /**
   * The body of a POST.
   *
   * @param packets as frames of a WebSocket would hold them; at least one
   * @throws IllegalArgumentException if it is larger than the server takes
   */
  public byte[] body(List<String> packets) {
    byte[] body = String.join(SEPARATOR, packets).getBytes(UTF_8);
    if (body.length > maxPayload) {
      throw new IllegalArgumentException(
          "this Engine.IO server takes at most %d bytes, but there are %d to send"
              .formatted(maxPayload, body.length));
    }
    return body;
  }
}
