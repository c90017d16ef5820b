package dev.pushpull.engine.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes as they come from a socket, split anywhere. */
class H1ConnectionTest {

  private static final Request REQUEST = Request.get(URI.create("http://127.0.0.1:80/feeds/f"));

  private static final String LONG = "x".repeat(300);

  private static final class Told implements Incoming {
    final List<String> events = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();

    @Override
    public void head(AnswerHead head) {
      events.add(head.status() + " " + head.header("ETag"));
    }

    @Override
    public void body(ByteBuf part) {
      body.append(part.toString(ISO_8859_1));
    }

    @Override
    public void end() {
      events.add(body.toString());
      body.setLength(0);
    }

    @Override
    public void failed(IOException why) {
      events.add(why.getMessage());
    }
  }

  private static String etag(String name) {
    return "HTTP/1.1 200 OK\r\n" + name + ":  \"7\" \r\nX-ETag: no\r\n";
  }

  private final Told told = new Told();
  private final H1Connection connection = new H1Connection();
  private final EmbeddedChannel channel = new EmbeddedChannel(connection);

  private void read(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 300\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n",
      })
  void readsTheSameWhereverItIsSplit(String framing) {
    String head = "HTTP/1.1 100 Continue\r\n\r\n" + etag("eTag") + framing;
    String answer =
        framing.startsWith("T")
            ? head
                + "64\r\n"
                + LONG.substring(0, 100)
                + "\r\nC8;q\r\n"
                + LONG.substring(100)
                + "\r\n0\r\nA: b\r\n\r\n"
            : head + LONG;
    for (int at = 0; at <= answer.length(); at++) {
      connection.send(REQUEST, told);
      read(answer.substring(0, at));
      read(answer.substring(at));
    }
    connection.send(REQUEST, told);
    answer.chars().forEach(one -> read(String.valueOf((char) one)));
    assertThat(told.events).hasSize(2 * (answer.length() + 2));
    assertThat(told.events.stream().distinct()).containsExactly("200 \"7\"", LONG);
    assertThat(connection.isReady()).isTrue();
  }

  @Test
  void takesWhatWasNotAskedForAsTheEnd() {
    connection.send(REQUEST, told);
    read(etag("ETag") + "Content-Length: 1\r\n\r\na" + "HTTP/1.1 200 OK\r\n\r\n");
    assertThat(told.events).containsExactly("200 \"7\"", "a");
    assertThat(connection.isReady()).isFalse();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void refusesAHeadWithoutAnEnd() {
    connection.send(REQUEST, told);
    for (int i = 0; i < 300 && channel.isOpen(); i++) {
      read("X: " + "y".repeat(1_000) + "\r\n");
    }
    assertThat(told.events).containsExactly("the response header is longer than 262144 bytes");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void tellsNothingMoreOfWhatIsForgottenAndReadsOn() {
    String answer = etag("ETag") + "Content-Length: 300\r\n\r\n" + LONG;
    for (int at : new int[] {0, 20, answer.length() - 10}) {
      var some = new Told();
      var forgetful = new H1Connection();
      var read = new EmbeddedChannel(forgetful);
      forgetful.send(REQUEST, some);
      read.writeInbound(Unpooled.copiedBuffer(answer.substring(0, at), ISO_8859_1));
      List<String> before = List.copyOf(some.events);
      forgetful.forget();
      read.writeInbound(Unpooled.copiedBuffer(answer.substring(at), ISO_8859_1));
      assertThat(some.events).isEqualTo(before);
      assertThat(forgetful.isReady()).isFalse();
      assertThat(read.isOpen()).isTrue();
      var _ = read.close();
      assertThat(some.events).isEqualTo(before);
    }
  }

  @Test
  void sendsWhatIsToBeSentAndNoMore() {
    connection.send(REQUEST.with("If-None-Match", "\"7\""), told);
    ByteBuf sent = channel.readOutbound();
    assertThat(sent.toString(ISO_8859_1))
        .isEqualTo(
            """
            GET /feeds/f HTTP/1.1
            Host: 127.0.0.1:80
            User-Agent: pushpull
            If-None-Match: "7"

            """
                .replace("\n", "\r\n"));
    sent.release();
  }
}
