package dev.pushpull.sut.feed;

import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An update with its forms on the wire, each made once however many clients it goes to. Safe from
 * any thread; a returned buffer is the caller's own view of bytes that nobody may change.
 */
public final class PublishedUpdate {

  private final Update update;
  private final byte[] json;
  private final String etag;

  /** Made by the first event stream that asks; two at once make equal bytes. */
  private volatile byte @Nullable [] event;

  PublishedUpdate(Update update) {
    this.update = update;
    this.json = UpdateJson.encode(update);
    this.etag = "\"" + update.version() + "\"";
  }

  /** What was published. */
  public Update update() {
    return update;
  }

  /** Its version. */
  public long version() {
    return update.version();
  }

  /** The version as an entity tag, quoted. */
  public String etag() {
    return etag;
  }

  /**
   * What it takes in memory, nearly, once an event stream has asked for it: the document, the event
   * and the payload's text, each counted as long as the document. In bytes.
   */
  long heldBytes() {
    return 3L * json.length;
  }

  /** The JSON document. */
  public ByteBuffer json() {
    return ByteBuffer.wrap(json);
  }

  /** The event of an event stream: {@code id:} is the version, {@code data:} the document. */
  public ByteBuffer event() {
    byte[] made = event;
    if (made == null) {
      byte[] head = ("id: " + version() + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
      var bytes = ByteBuffer.allocate(head.length + json.length + 2);
      made = bytes.put(head).put(json).put((byte) '\n').put((byte) '\n').array();
      event = made;
    }
    return ByteBuffer.wrap(made);
  }
}
