package dev.pushpull.operation.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server may send, cut at every byte. */
class WireReaderTest {

  private static final String SWITCHING = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n";
  private static final String STREAM = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static String document(long version, int payload) {
    return new String(
        UpdateJson.encode(new Update("f", version, 1, 1, "x".repeat(payload))), US_ASCII);
  }

  @Test
  void framesOfEachLengthArePongedAndRead() throws IOException {
    var sent = new ByteArrayOutputStream();
    sent.write(SWITCHING.getBytes(US_ASCII));
    sent.write(frame(0x81, document(7, 0)));
    sent.write(frame(0x89, "hi"));
    sent.write(frame(0x81, document(8, 300)));
    assertWhereverItIsCut(new FrameReader(), sent, "update 7", "reply 8", "update 8");
  }

  private static byte[] frame(int begin, String payload) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write(begin);
    if (payload.length() < 126) {
      frame.write(payload.length());
    } else {
      frame.write(126);
      frame.write(payload.length() >> 8);
      frame.write(payload.length());
    }
    frame.write(payload.getBytes(US_ASCII));
    return frame.toByteArray();
  }

  @Test
  void eventsMayShareAChunkOrSpanSome() throws IOException {
    var sent = new ByteArrayOutputStream();
    sent.write(STREAM.getBytes(US_ASCII));
    String third = event(5);
    for (String chunk :
        List.of(
            event(3),
            ":\n\n",
            event(4) + ":\n\n" + third.substring(0, 20),
            third.substring(20, third.length() - 1),
            "\n" + event(6))) {
      sent.write("%x\r\n%s\r\n".formatted(chunk.length(), chunk).getBytes(US_ASCII));
    }
    assertWhereverItIsCut(new EventReader(), sent, "update 3", "update 4", "update 5", "update 6");
  }

  private static String event(long version) {
    return "id: %d\ndata: %s\n\n".formatted(version, document(version, 9));
  }

  @Test
  void answersAreUpdatesOrTheEndOfAWait() throws IOException {
    var sent = new ByteArrayOutputStream();
    for (long version = 1; version <= 2; version++) {
      String document = document(version, 20);
      sent.write(answer(document).getBytes(US_ASCII));
      sent.write("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n".getBytes(US_ASCII));
    }
    assertWhereverItIsCut(
        new AnswerReader(), sent, "update 1", "wait over", "update 2", "wait over");
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  private static void assertWhereverItIsCut(
      WireReader whole, ByteArrayOutputStream sent, String... told) throws IOException {
    byte[] bytes = sent.toByteArray();
    var heard = new Heard();
    int from = 0;
    // What is there of a message grows byte by byte, until the reader takes it.
    for (int to = 1; to <= bytes.length; to++) {
      from += whole.read(bytes, from, to, heard);
    }
    assertThat(heard.told).containsExactly(told);
    assertThat(from).isEqualTo(bytes.length);
  }

  @Test
  void whatWasNotAskedForIsNamed() {
    assertFails(new FrameReader(), "HTTP/1.1 503 No\r\n\r\n", "expected 101, but got 503");
    assertFails(new EventReader(), "HTTP/1.1 404 No\r\n\r\n", "expected 200, but got 404");
    assertFails(new AnswerReader(), "HTTP/1.1 503 No\r\n\r\n", "expected 200, but got 503");
    assertFails(new AnswerReader(), "HTTP/1.1 200 OK\r\n\r\n", "a response has no Content-Length");
    assertFails(new EventReader(), STREAM + "0\r\n\r\n", "the server ended the event stream");
    assertFails(new FrameReader(), SWITCHING + "\u0002\u0000", "a frame begins with 0x02");
    assertFails(new EventReader(), STREAM + "8\r\ndata:x\n\n\r\n", "has no version");
  }

  private static void assertFails(WireReader reader, String text, String why) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThatThrownBy(
            () -> {
              int length = reader.read(bytes, 0, bytes.length, new Heard());
              reader.read(bytes, length, bytes.length, new Heard());
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  private static final class Heard implements WireReader.Receiver {
    private final List<String> told = new ArrayList<>();

    @Override
    public void update(byte[] bytes, int from, int to) throws IOException {
      told.add("update " + WireReader.version(bytes, from, to));
    }

    @Override
    public void reply(byte[] bytes) {
      assertThat(bytes).startsWith(0x8A, 0x82);
      assertThat(new byte[] {(byte) (bytes[6] ^ bytes[2]), (byte) (bytes[7] ^ bytes[3])})
          .containsExactly('h', 'i');
      told.add("reply " + bytes.length);
    }

    @Override
    public void waitOver() {
      told.add("wait over");
    }
  }
}
