package dev.pushpull.sut.net;

import java.nio.ByteBuffer;

/**
 * Takes chunks apart, byte by byte, however they come split. Extensions and trailers are skipped.
 */
final class Chunks {

  private static final long MAX_SHIFTABLE = Long.MAX_VALUE >> 4;

  /** What comes next; a line is over with its LF. */
  private enum State {
    FIRST_DIGIT,
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    LINE_START,
    TRAILER,
    OVER
  }

  private State state = State.FIRST_DIGIT;

  /** Whether a CR was seen, which only a LF may follow. */
  private boolean lineEnds;

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
    if (lineEnds) {
      lineEnds = false;
      check(next == '\n');
      return switch (state) {
        case DATA_END -> State.FIRST_DIGIT;
        case LINE_START -> State.OVER;
        case TRAILER -> State.LINE_START;
        default -> remaining == 0 ? State.LINE_START : State.DATA;
      };
    }
    if (next == '\r' && state != State.FIRST_DIGIT) {
      lineEnds = true;
      return state;
    }
    check(state != State.DATA_END);
    return switch (state) {
      case FIRST_DIGIT -> digit(next);
      case SIZE -> "; \t".indexOf(next) < 0 ? digit(next) : State.EXTENSION;
      case EXTENSION -> inLine(next, State.EXTENSION);
      default -> inLine(next, State.TRAILER);
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

  private static void check(boolean endsInCrLf) throws MalformedBodyException {
    if (!endsInCrLf) {
      throw new MalformedBodyException("a chunk of the body does not end in CR LF where it should");
    }
  }
}
