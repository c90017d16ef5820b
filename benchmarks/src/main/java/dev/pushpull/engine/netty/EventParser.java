package dev.pushpull.engine.netty;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes the data of events out of a stream (WHATWG HTML, section 9.2), wherever it is split. What
 * an event says beside its data is of no use here. Used by one thread.
 */
final class EventParser {

  /** Longer events are refused. */
  static final int MAX_EVENT = 1 << 20;

  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

  private final Consumer<byte[]> events;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(0);
  private boolean hasData;
  private boolean afterReturn; // a line feed would belong to the line before

  /**
   * @param events takes the data of each
   */
  EventParser(Consumer<byte[]> events) {
    this.events = events;
  }

  /** Forgets what is not complete. */
  void reset() {
    line.reset();
    data.reset();
    hasData = false;
    afterReturn = false;
  }

  /** Whether an event began that did not end. */
  boolean isInEvent() {
    return line.size() > 0 || hasData;
  }

  /**
   * Reads on.
   *
   * @throws IOException if an event is too long
   */
  void read(ByteBuf part) throws IOException {
    while (part.isReadable()) {
      int end = part.forEachByte(ByteProcessor.FIND_CRLF);
      int length = (end < 0 ? part.writerIndex() : end) - part.readerIndex();
      if (line.size() + data.size() + length > MAX_EVENT) {
        throw new IOException("an event is larger than " + MAX_EVENT + " bytes");
      }
      if (length > 0) {
        part.readBytes(line, length);
        afterReturn = false;
      }
      if (end >= 0) {
        byte next = part.readByte();
        boolean second = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (!second) {
          line();
        }
      }
    }
  }

  private void line() {
    byte[] text = line.toByteArray();
    line.reset();
    if (text.length == 0) {
      dispatch();
    } else if (isData(text)) {
      if (hasData) {
        data.write('\n');
      }
      hasData = true;
      int from = Math.min(text.length, DATA.length + 1);
      from += from < text.length && text[from] == ' ' ? 1 : 0;
      data.write(text, from, text.length - from);
    }
  }

  private static boolean isData(byte[] line) {
    for (int i = 0; i < DATA.length; i++) {
      if (i >= line.length || line[i] != DATA[i]) {
        return false;
      }
    }
    return line.length == DATA.length || line[DATA.length] == ':';
  }

  private void dispatch() {
    byte[] event = data.toByteArray();
    boolean any = hasData;
    data.reset();
    hasData = false;
    if (any && event.length > 0) {
      events.accept(event);
    }
  }
}
