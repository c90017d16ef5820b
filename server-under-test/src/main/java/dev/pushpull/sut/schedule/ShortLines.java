package dev.pushpull.sut.schedule;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, none longer than a bound, so that what is not a text fills no memory. */
final class ShortLines {

  private final PushbackReader in;
  private final char[] buffer;

  /**
   * @param in buffered
   * @param longest how many characters a line may have
   */
  ShortLines(Reader in, int longest) {
    this.in = new PushbackReader(in);
    this.buffer = new char[longest];
  }

  /**
   * The next line without its end, which is LF, CR or both; null after the last.
   *
   * @throws IndexOutOfBoundsException if it is too long
   */
  @Nullable String next() throws IOException {
    int length = 0;
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n' && c != '\r') {
      buffer[length++] = (char) c;
      c = in.read();
    }
    if (c == '\r') {
      int after = in.read();
      if (after >= 0 && after != '\n') {
        in.unread(after);
      }
    }
    return new String(buffer, 0, length);
  }
}
