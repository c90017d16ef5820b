package dev.pushpull.engine.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class UpgradeTest {

  @Test
  void asksAsTheStandardSays() {
    String request =
        new String(
            new Upgrade().request(URI.create("http://[::1]:80/feeds/a%20b?after=3")), US_ASCII);
    assertThat(request)
        .startsWith("GET /feeds/a%20b?after=3 HTTP/1.1\r\nHost: [::1]:80\r\n")
        .contains("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
        .contains("\r\nSec-WebSocket-Version: 13\r\n")
        .containsPattern("\r\nSec-WebSocket-Key: [A-Za-z0-9+/]{22}==\r\n")
        .endsWith("\r\n\r\n")
        .doesNotContain("Extensions");
  }

  @Test
  void readsAHeadAndNotAByteOfTheFirstFrame() throws IOException {
    var in = new ByteArrayInputStream("HTTP/1.1 101 \r\nA: b\r\n\r\n\r\n".getBytes(US_ASCII));
    assertThat(Upgrade.readHead(in).status()).isEqualTo(101);
    assertThat(in.available()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoHead() {
    assertThatThrownBy(() -> head("HTTP/1.1 101 x\r\n"))
        .hasMessage("the connection ended within the response header");
    assertThatThrownBy(() -> head("SSH-2.0\r\n\r\n")).hasMessage("the response is not HTTP/1.1");
    assertThatThrownBy(() -> head("x".repeat(20_000))).hasMessageContaining("longer than");
  }

  @Test
  void refusesAnUpgradeToSomethingElse() throws IOException {
    var upgrade = new Upgrade();
    Upgrade.Head head = head("HTTP/1.1 101 x\r\nupgrade: WebSocket\r\n\r\n");
    assertThatThrownBy(() -> upgrade.check(head)).hasMessageContaining("Sec-WebSocket-Accept");
    Upgrade.Head other = head("HTTP/1.1 101 x\r\nupgrade: h2c\r\n\r\n");
    assertThatThrownBy(() -> upgrade.check(other)).hasMessageContaining("not upgrade to WebSocket");
  }

  private static Upgrade.Head head(String text) throws IOException {
    return Upgrade.readHead(new ByteArrayInputStream(text.getBytes(US_ASCII)));
  }
}
