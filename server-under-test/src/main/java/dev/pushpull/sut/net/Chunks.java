package dev.pushpull.sut.net;

import java.nio.ByteBuffer;

/**
 * Takes chunks apart, byte by byte, however they come split. Extensions and trailers are skipped.
 */
final class Chunks {

  private static final long MAX_SHIFTABLE = Long.MAX_VALUE >> 4;

  private enum State {
    FIRST_DIGIT,
    SIZE,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_END,
    DATA_END_LF,
    LINE_START,
    TRAILER,
    TRAILER_END,
    LAST_LF,
    OVER
  }

  private State state = State.FIRST_DIGIT;

  /** Of the chunk, less what was read of it. */
  private long remaining;

  /** Whether the last chunk and the trailers were read. */
  boolean isOver() {
    return state == State.OVER;
  }

  /** What is to come of the chunk under way. */
  long remaining() {
    return remaining;
  }

  /** Moves data from one buffer to the other until one of them ends or the body does. */
  void decode(ByteBuffer raw, ByteBuffer into) throws MalformedBodyException {
    while (raw.hasRemaining() && state != State.OVER) {
      if (state == State.DATA) {
        int bytes = (int) Math.min(remaining, Math.min(raw.remaining(), into.remaining()));
        if (bytes == 0) {
          return;
        }
        into.put(raw.slice(raw.position(), bytes));
        raw.position(raw.position() + bytes);
        remaining -= bytes;
        state = remaining == 0 ? State.DATA_END : State.DATA;
      } else {
        state = after((char) (raw.get() & 0xff));
      }
    }
  }

  private State after(char next) throws MalformedBodyException {
    return switch (state) {
      case FIRST_DIGIT -> digit(next);
      case SIZE ->
          switch (next) {
            case '\r' -> State.SIZE_END;
            case ';', ' ', '\t' -> State.EXTENSION;
            default -> digit(next);
          };
      case EXTENSION -> next == '\r' ? State.SIZE_END : inLine(next, State.EXTENSION);
      case SIZE_END -> required(next, '\n', remaining == 0 ? State.LINE_START : State.DATA);
      case DATA_END -> required(next, '\r', State.DATA_END_LF);
      case DATA_END_LF -> required(next, '\n', State.FIRST_DIGIT);
      case LINE_START -> next == '\r' ? State.LAST_LF : inLine(next, State.TRAILER);
      case TRAILER -> next == '\r' ? State.TRAILER_END : inLine(next, State.TRAILER);
      case TRAILER_END -> required(next, '\n', State.LINE_START);
      case LAST_LF -> required(next, '\n', State.OVER);
      case DATA, OVER -> throw new IllegalStateException("no byte is looked at in " + state);
    };
  }

  private State digit(char next) throws MalformedBodyException {
    int digit = next < 128 ? Character.digit(next, 16) : -1;
    if (digit < 0 || remaining > MAX_SHIFTABLE) {
      throw new MalformedBodyException("the body has an invalid chunk size");
    }
    remaining = (remaining << 4) + digit;
    return State.SIZE;
  }

  private static State inLine(char next, State state) throws MalformedBodyException {
    if (next == '\n') {
      throw new MalformedBodyException("a line of the chunked body does not end in CR LF");
    }
    return state;
  }

  private static State required(char next, char expected, State then)
      throws MalformedBodyException {
    if (next != expected) {
      throw new MalformedBodyException("a chunk of the body does not end in CR LF where it should");
    }
    return then;
  }
}
