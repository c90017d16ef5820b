package dev.pushpull.operation.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Splits a connection's bytes into messages. It allocates nothing in the usual case of a complete
 * message. One thread.
 */
public abstract class WireReader {

  /** Kinds of messages. */
  public interface Receiver {

    /** A message with an update, its document somewhere in these bytes. */
    void update(byte[] bytes, int from, int to) throws IOException;

    /** The server expects these bytes, a pong. */
    void reply(byte[] bytes) throws IOException;

    /** A long poll timed out without news. */
    default void waitOver() throws IOException {}
  }

  /** Instead of a status: no head opens a stream of messages, each has its own. */
  static final int NO_STREAM = 0;

  private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = 9;
  private static final byte[] VERSION = "\"version\":".getBytes(StandardCharsets.US_ASCII);

  private final int openingStatus;
  private boolean opened;

  /**
   * @param openingStatus of the head that opens the stream, or {@link #NO_STREAM}
   */
  WireReader(int openingStatus) {
    this.openingStatus = openingStatus;
    this.opened = openingStatus == NO_STREAM;
  }

  /**
   * Reads one message.
   *
   * @param to after the last byte received
   * @return its length in bytes; 0 if it is incomplete
   * @throws IOException if it is not an expected response
   */
  public final int read(byte[] bytes, int from, int to, Receiver receiver) throws IOException {
    if (opened) {
      return message(bytes, from, to, receiver);
    }
    int end = headEnd(bytes, from, to);
    if (end < 0) {
      return 0;
    }
    expect(openingStatus, bytes, from);
    opened = true;
    return end - from;
  }

  /** As {@link #read}, after the head of the stream. */
  abstract int message(byte[] bytes, int from, int to, Receiver receiver) throws IOException;

  /** Checks a response's status. */
  static void expect(int expected, byte[] bytes, int from) throws IOException {
    int status = status(bytes, from);
    if (status != expected) {
      throw new IOException("expected " + expected + ", but got " + status);
    }
  }

  /** Where the first message's head ends, after its empty line; −1 if it is incomplete. */
  static int headEnd(byte[] bytes, int from, int to) {
    for (int i = from + 3; i < to; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /** The status in a head. */
  static int status(byte[] bytes, int from) {
    int at = from + STATUS_AT;
    return (bytes[at] - '0') * 100 + (bytes[at + 1] - '0') * 10 + bytes[at + 2] - '0';
  }

  /** How long the body behind a head is; −1 where that is not told, as in a 304. */
  static int contentLength(byte[] bytes, int from, int headEnd) {
    int at = find(LENGTH, bytes, from, headEnd);
    return at < 0 ? -1 : (int) number(bytes, at + LENGTH.length, headEnd);
  }

  /** The version in an update's document. */
  public static long version(byte[] bytes, int from, int to) throws IOException {
    int at = find(VERSION, bytes, from, to);
    if (at < 0) {
      throw new IOException("a message has no version");
    }
    return number(bytes, at + VERSION.length, to);
  }

  /** A number's digits, perhaps after blanks. */
  private static long number(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    long number = 0;
    for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      number = number * 10 + bytes[at] - '0';
    }
    return number;
  }

  /**
   * Index of some bytes in others; −1 if absent.
   *
   * @param what in lower case; any but the first may be in upper case, too
   */
  private static int find(byte[] what, byte[] bytes, int from, int to) {
    for (int i = from; i <= to - what.length; i++) {
      int matching = bytes[i] == what[0] ? 1 : 0;
      while (matching > 0 && matching < what.length && isAt(what, matching, bytes[i + matching])) {
        matching++;
      }
      if (matching == what.length) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] what, int index, byte found) {
    return (found | 0x20) == (what[index] | 0x20);
  }
}
