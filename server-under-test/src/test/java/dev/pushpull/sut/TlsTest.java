package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.net.ServerCertificate;
import dev.pushpull.sut.net.Transport;
import dev.pushpull.sut.net.WireProtocol;
import dev.pushpull.sut.testkit.Certificates;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.ServerFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A data listener with TLS: what ALPN agrees on, and what it says to who does not speak TLS. */
@Timeout(30)
final class TlsTest {

  private static SSLSocket connect(ServerFixture fixture, String... offered) throws IOException {
    var socket =
        (SSLSocket)
            Certificates.TRUSTING
                .sslSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), fixture.server.port());
    socket.setSoTimeout(10_000);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(offered);
    socket.setSSLParameters(parameters);
    return socket;
  }

  @ParameterizedTest
  @CsvSource({
    "H2, h2 http/1.1, h2",
    "H2, http/1.1 h2, h2",
    "H2, h2, h2",
    "H2, http/1.1, http/1.1",
    "H2, '', ''",
    "H1_TLS, h2 http/1.1, http/1.1",
    "H1_TLS, '', ''"
  })
  void alpnAgreesOnTheBestThatBothKnow(WireProtocol protocol, String offered, String agreed)
      throws Exception {
    String[] names = offered.isEmpty() ? new String[0] : offered.split(" ");
    try (var fixture = new ServerFixture(Certificates.config(protocol));
        SSLSocket socket = connect(fixture, names)) {
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEqualTo(agreed);
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      fixture.awaitCounter("tlsHandshakes", 1);
      if (!agreed.equals("h2")) {
        assertThat(new RawClient(socket).exchange("GET", PATH).body()).isEqualTo(fixture.newest());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"H2, spdy/3", "H1_TLS, h2"})
  void aClientThatSpeaksNothingThatTheServerDoesIsTurnedAway(WireProtocol protocol, String offered)
      throws Exception {
    try (var fixture = new ServerFixture(Certificates.config(protocol));
        SSLSocket socket = connect(fixture, offered)) {
      assertThatThrownBy(socket::startHandshake)
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("no_application_protocol");
      fixture.awaitCounter("openConnections", 0);
      assertThat(fixture.counter("tlsHandshakes")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H1_TLS", "H2"})
  void plainHttpIsToldThatThisPortSpeaksTls(WireProtocol protocol) throws Exception {
    try (var fixture = new ServerFixture(Certificates.config(protocol));
        RawClient client = fixture.connect()) {
      RawClient.Answer answer = client.exchange("GET", PATH);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.body())
          .isEqualTo(
              "{\"status\":400,\"title\":\"Bad Request\","
                  + "\"detail\":\"this port requires TLS: use https\"}");
      assertThat(client.readToEnd()).isZero();
      assertThat(fixture.counters().path("requestsByStatus").path("400").intValue()).isEqualTo(1);
      assertThat(fixture.counter("bytesReceived")).isEqualTo(client.sent());
      assertThat(fixture.counter("bytesSent")).isEqualTo(client.received());
    }
  }

  @Test
  void whatTheParserGivesUpOnIsAnsweredInFull() throws Exception {
    try (var fixture = new ServerFixture(Certificates.config(WireProtocol.H1_TLS));
        SSLSocket socket = connect(fixture)) {
      var client = new RawClient(socket);
      client.request("GET", PATH, "X-Long: " + "x".repeat(30_000));
      assertThat(client.answer().status()).isEqualTo(431);
    }
  }

  @Test
  void rubbishIsHungUpOn() throws Exception {
    try (var fixture = new ServerFixture(Certificates.config(WireProtocol.H2));
        RawClient client = fixture.connect()) {
      client.send(new byte[] {22, 3, 1, 0, 4, 9, 9, 9, 9});
      client.readToEnd();
      fixture.awaitCounter("openConnections", 0);
      assertThat(fixture.counter("tlsHandshakes")).isZero();
      assertThat(fixture.counter("bytesReceived")).isEqualTo(client.sent());
    }
  }

  @Test
  void theControlTellsWhomToTrust() throws Exception {
    try (var fixture = new ServerFixture(Certificates.config(WireProtocol.H2))) {
      var told = fixture.json("GET", "/transport", "");
      assertThat(told.path("protocol").textValue()).isEqualTo("h2");
      assertThat(told.path("certificate").textValue())
          .isEqualToIgnoringNewLines(Certificates.HELD.certificatePem());
    }
    try (var fixture = new ServerFixture(Certificates.config(WireProtocol.H1, true))) {
      assertThat(fixture.control("GET", "/transport").body())
          .isEqualTo("{\"protocol\":\"h1+deflate\"}");
    }
  }

  @Test
  void aKeyIsNeverPrinted() throws Exception {
    assertThat(Certificates.config(WireProtocol.H2)).asString().doesNotContain("PRIVATE", "key");
  }

  @Test
  void aCertificateIsThereWithTlsAndOnlyThen() throws Exception {
    assertThatThrownBy(() -> new Transport(WireProtocol.H2, false, Optional.empty()))
        .hasMessage("protocol h2 requires a certificate");
    var certificate = Optional.of(Certificates.server());
    assertThatThrownBy(() -> new Transport(WireProtocol.H2C, false, certificate))
        .hasMessage("protocol h2c does not use a certificate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|expected a certificate and its private key in PEM format",
        "x|expected a certificate and its private key in PEM format",
        "C|expected a certificate and its private key in PEM format",
        "K|expected a certificate and its private key in PEM format",
      })
  void aCertificateThatIsNoneIsRefused(String given, String message) {
    String pem =
        switch (given) {
          case "C" -> Certificates.HELD.certificatePem();
          case "K" -> Certificates.HELD.privateKeyPkcs8Pem();
          default -> given.repeat(100_000);
        };
    assertThatThrownBy(() -> read(pem)).isInstanceOf(IOException.class).hasMessage(message);
  }

  @Test
  void aCertificateThatIsNotInItsFormIsRefused() {
    assertThatThrownBy(
            () -> read(Certificates.pem().replaceFirst("(?s)(BEGIN CERT.*?-----\n).{40}", "$1")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("invalid certificate or private key");
  }

  private static ServerCertificate read(String pem) throws IOException {
    return ServerCertificate.read(
        new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
