package dev.pushpull.engine.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipeReaderTest {

  /** Gives at most so many bytes at a time, as a pipe may. */
  private static InputStream inPieces(String text, int mostBytes) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(mostBytes, length));
      }
    };
  }

  private static List<String> messages(InputStream in) throws IOException {
    var reader = new PipeReader(in);
    var messages = new ArrayList<String>();
    for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
      messages.add(new String(next.get(), UTF_8));
    }
    return messages;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void endsMessagesWhereTheNulIsHoweverThePipeCutsThem(int mostBytes) throws Exception {
    assertThat(messages(inPieces("{\"id\":1}\0é\0\0last\0", mostBytes)))
        .containsExactly("{\"id\":1}", "é", "", "last");
  }

  @Test
  void readsWhatIsLongerThanItsBuffer() throws Exception {
    String large = "x".repeat(200_000);
    assertThat(messages(inPieces(large + "\0y\0", 1 << 20))).containsExactly(large, "y");
  }

  @Test
  void hasNothingAtTheEnd() throws Exception {
    assertThat(messages(inPieces("", 1))).isEmpty();
  }

  @Test
  void anEndWithinAMessageIsAnError() {
    assertThatIOException()
        .isThrownBy(() -> messages(inPieces("whole\0half", 3)))
        .withMessage("the pipe ended within a message");
  }
}
