package dev.pushpull.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes the data of events and their types out of a stream (WHATWG HTML, section 9.2), wherever it
 * is split. It allocates nothing but its buffers. Used by one thread.
 */
public final class EventParser {

  /** Longer events are refused. */
  public static final int MAX_EVENT = 1 << 20;

  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
  private static final String MESSAGE = "message";

  private final Bytes line = new Bytes();
  private final Bytes data = new Bytes();
  private final Bytes id = new Bytes(); // of the event that is being read, or the last one's
  private final Bytes lastId = new Bytes();
  private String type = MESSAGE;
  private boolean hasData;
  private boolean afterReturn; // a line feed would belong to the line before

  /** Takes an event's data. */
  @FunctionalInterface
  public interface Receiver {

    /** These bytes are an event's data, at least one; they are overwritten after the call. */
    void event(byte[] bytes, int from, int to) throws IOException;
  }

  /** The last id that an event had, though the stream was lost then; empty if none had one. */
  public String lastId() {
    return lastId.toString(StandardCharsets.UTF_8);
  }

  /** Forgets what is not complete. */
  public void reset() {
    line.reset();
    data.reset();
    copy(lastId, id);
    hasData = false;
    afterReturn = false;
    type = MESSAGE;
  }

  /** The type of the event whose data is being taken. */
  public String type() {
    return type;
  }

  /** Whether an event began that did not end. */
  public boolean isInEvent() {
    return line.size() > 0 || hasData;
  }

  /**
   * Reads on.
   *
   * @param receiver takes the data of each event that ends in these bytes
   * @throws IOException if an event is too long, or from the receiver
   */
  public void read(byte[] bytes, int from, int to, Receiver receiver) throws IOException {
    int start = from;
    for (int at = from; at < to; at++) {
      boolean second = afterReturn && bytes[at] == '\n';
      afterReturn = bytes[at] == '\r';
      if (afterReturn || bytes[at] == '\n') {
        keep(bytes, start, at);
        start = at + 1;
        if (!second) {
          line(receiver);
        }
      }
    }
    keep(bytes, start, to);
  }

  private void keep(byte[] bytes, int from, int to) throws IOException {
    if (line.size() + data.size() + to - from > MAX_EVENT) {
      throw new IOException("an event is larger than " + MAX_EVENT + " bytes");
    }
    line.write(bytes, from, to - from);
  }

  private void line(Receiver receiver) throws IOException {
    int length = line.size();
    byte[] text = line.array();
    line.reset();
    if (length == 0) {
      dispatch(receiver);
    } else if (isField(DATA, text, length)) {
      if (hasData) {
        data.write('\n');
      }
      hasData = true;
      int from = value(DATA, text, length);
      data.write(text, from, length - from);
    } else if (isField(ID, text, length)) {
      int from = value(ID, text, length);
      id.reset();
      id.write(text, from, length - from);
    } else if (isField(EVENT, text, length)) {
      int from = value(EVENT, text, length);
      type =
          from == length ? MESSAGE : new String(text, from, length - from, StandardCharsets.UTF_8);
    }
  }

  private static boolean isField(byte[] name, byte[] line, int length) {
    return length >= name.length
        && Arrays.equals(line, 0, name.length, name, 0, name.length)
        && (length == name.length || line[name.length] == ':');
  }

  /** Where a field's value begins in its line. */
  private static int value(byte[] name, byte[] line, int length) {
    int from = Math.min(length, name.length + 1);
    return from + (from < length && line[from] == ' ' ? 1 : 0);
  }

  private void dispatch(Receiver receiver) throws IOException {
    int length = data.size();
    data.reset();
    hasData = false;
    copy(id, lastId);
    if (length > 0) {
      receiver.event(data.array(), 0, length);
    }
    type = MESSAGE;
  }

  private static void copy(Bytes from, Bytes to) {
    to.reset();
    to.write(from.array(), 0, from.size());
  }

  /** Bytes that can be read without a copy. */
  private static final class Bytes extends ByteArrayOutputStream {

    Bytes() {
      super(0);
    }

    byte[] array() {
      return buf;
    }
  }
}
